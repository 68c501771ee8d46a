import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BotProcess } from '../bot/child-bot.ts';
import { SandboxServer, type ServerSettings } from '../server/sandbox-server.ts';
import { type AppKeys, createAppKeys } from '../world/cast.ts';
import { Page } from './open-page.ts';

export type Sandbox = {
  readonly server: SandboxServer;
  /** Opens the page as somebody, in a window of their own. */
  readonly as: (slackId: string, login?: string) => Promise<Page>;
};

/** One process serves one test after another: its start takes longer than most of them. What the bot knew ends with its sandbox. */
const resting: BotProcess[] = [];
let keys: AppKeys | null = null;

/** The server with the real bot, on a clock that only moves when told, unless it is to run. It ends with the test. */
export async function startSandbox(
  botEntry: string,
  {
    isRunning = false,
    hasMorning = false,
    isSocketMode = false,
    prepare,
  }: Partial<Pick<ServerSettings, 'isRunning' | 'hasMorning' | 'isSocketMode' | 'prepare'>> = {},
): Promise<Sandbox> {
  const pageFolder = mkdtempSync(join(tmpdir(), 'countersign-page-'));
  writeFileSync(join(pageFolder, 'index.html'), '<meta name="sandbox-token" content="%SANDBOX_TOKEN%">');
  writeFileSync(join(pageFolder, 'page.js'), 'export {};');
  keys ??= createAppKeys();
  const startAt = Date.parse('2027-03-01T09:30:00Z');
  const server = new SandboxServer({
    ...{ startAt, isRunning, hasMorning, isSocketMode, botEntry, resting, keys },
    ...{ pageFolder, port: 0, patience: 20 },
    ...(prepare === undefined ? {} : { prepare }),
  });
  const pages: Page[] = [];
  onTestFinished(async () => {
    for (const page of pages) page.close();
    await server.stop();
    rmSync(pageFolder, { recursive: true, force: true });
  });
  await server.start();
  return {
    server,
    as: async (slackId, login) => {
      const page = new Page(server.address, server.token, slackId, login ?? null);
      pages.push(page);
      await page.open();
      return page;
    },
  };
}
