import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPath = '/usr/bin/chromium';
/** What Chromium would else look for outside, many times a minute. */
const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Throws where there is none, and says how to get it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? usualPath;
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no Chromium at ${executablePath}. Install it (Debian: apt-get install chromium), or say where it is: CHROMIUM_PATH=/path/to/chromium`,
    );
  }
  return chromium.launch({ executablePath, args: quietly });
}
