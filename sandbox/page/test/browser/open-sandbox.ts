import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleBot } from '@countersign/sandbox-stage/bundle-bot';
import { cast, type World } from '@countersign/sandbox-stage/cast';
import { SandboxServer, type ServerSettings } from '@countersign/sandbox-stage/sandbox-server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildPage } from '../../build.ts';
import { openBrowser } from './open-browser.ts';

export type Who = keyof typeof cast;
export type Look = {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly isTouring?: boolean;
  readonly scale?: number;
};

export type Sandbox = {
  readonly address: string;
  /** A window of its own, with nothing remembered, as that person; null: the address names nobody. Errors of the page are kept in `errors`. */
  readonly as: (who: Who | null, look?: Look) => Promise<Page>;
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
};

/** What is made once: the browser, the page, the bot as one file. */
export type Workshop = {
  readonly open: (prepare?: (world: World) => void, hasMorning?: boolean) => Promise<Sandbox>;
  readonly close: () => Promise<void>;
};

const startAt = Date.parse('2027-03-01T09:30:00Z');

export async function openWorkshop(): Promise<Workshop> {
  const browser = await openBrowser();
  const pageFolder = mkdtempSync(join(tmpdir(), 'countersign-page-'));
  const [botEntry] = await Promise.all([bundleBot(), buildPage(pageFolder)]);
  return {
    open: (prepare, hasMorning = false) =>
      openSandbox(browser, { pageFolder, botEntry, hasMorning, ...(prepare === undefined ? {} : { prepare }) }),
    close: async () => {
      await browser.close();
      rmSync(pageFolder, { recursive: true, force: true });
    },
  };
}

/** A sandbox of one's own, whose clock only moves when told. */
async function openSandbox(
  browser: Browser,
  settings: Pick<ServerSettings, 'pageFolder' | 'botEntry' | 'hasMorning' | 'prepare'>,
): Promise<Sandbox> {
  const server = new SandboxServer({ ...settings, startAt, isRunning: false, port: 0, patience: 20 });
  await server.start();
  const contexts: BrowserContext[] = [];
  const errors: string[] = [];
  return {
    address: server.address,
    errors,
    as: async (who, look = {}) => {
      const { width = 1440, height = 900, theme = 'light', isTouring = false, scale = 1 } = look;
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: theme,
        locale: 'en-US',
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
        deviceScaleFactor: scale,
      });
      contexts.push(context);
      // No oracle: a busy machine may take its time, and the test has its own end.
      context.setDefaultTimeout(120_000);
      if (!isTouring) {
        await context.addInitScript(() => localStorage.setItem('countersign-sandbox-tour', 'closed:0'));
      }
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.goto(`${server.address}/${who === null ? '' : `?as=${cast[who].slackId}`}`);
      await page.locator('.composer-input').waitFor();
      return page;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await server.stop();
    },
  };
}
