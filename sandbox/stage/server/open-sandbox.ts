import type { PlayedHost } from '@countersign/sandbox-github/played-host';
import { bundleBot } from '../bot/bundle-bot.ts';
import { morningEndsAt } from '../morning/morning.ts';
import { SandboxServer } from './sandbox-server.ts';

/** So that a bookmark stays; where it is taken, any that is free. */
const usualPort = 4848;

export type OpenSettings = {
  readonly port: number | null;
  readonly hasMorning: boolean;
  readonly isSocketMode: boolean;
  readonly host: PlayedHost;
  /** What a browser shows: where it will stand once it is built. */
  readonly page: { readonly folder: string; readonly build: () => Promise<void> };
};

/** Serves the page until it is told to stop, and says where. `port`: null for the usual one. The morning goes on after the address was said. */
export async function openSandbox({ port, hasMorning, isSocketMode, host, page }: OpenSettings): Promise<void> {
  const start = async (): Promise<SandboxServer> => {
    const botEntry = await bundleBot();
    const world = { startAt: morningEndsAt, hasMorning, isSocketMode, host, isRunning: true };
    const settings = { ...world, botEntry, pageFolder: page.folder };
    return listening(new SandboxServer({ ...settings, port: port ?? usualPort })).catch((error: unknown) => {
      if (port !== null || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      return listening(new SandboxServer({ ...settings, port: 0 }));
    });
  };
  const [server] = await Promise.all([start(), page.build()]);
  process.stdout.write(`The sandbox is at ${server.address}/  (Ctrl+C ends it; nothing of it is kept)\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void server.stop().finally(() => process.exit(0));
    });
  }
}

async function listening(server: SandboxServer): Promise<SandboxServer> {
  await server.start();
  return server;
}
