// The pages of an installation over HTTP, before the local Slack's desk.
import { type Answer, LoopbackServer, type Request } from '@countersign/sandbox-loopback/loopback-server';
import { type InstallPlace, OauthDesk } from '@countersign/sandbox-slack/oauth-desk';
import { onTestFinished } from 'vitest';
import { type InstallWay, installPaths } from '../../src/install-way.ts';
import { createPace } from '../../src/jobs/pace.ts';
import type { Installation } from '../../src/ports/installations.ts';
import { HttpServer } from '../../src/server.ts';
import type { Installed } from '../../src/web/install-routes.ts';
import { wordingsFor } from '../../src/wording/wording-for.ts';
import type { Browser, Seen } from '../support/browser.ts';
import { memoryLog } from '../support/start-world.ts';

export const scopes = ['commands', 'chat:write', 'users:read'];
export const clientSecret = 'client-secret-canary-0123456789';
export const acme: InstallPlace = { id: 'T0ACME0', name: 'Acme', botUserId: 'U0BOTACME' };
export const globex: InstallPlace = {
  ...{ id: 'T0GLOBEX', name: 'Globex', botUserId: 'U0BOTGLOBEX' },
  enterprise: { id: 'E0MEGA00', name: 'Mega' },
};
export const mega: InstallPlace = { id: 'E0MEGA00', name: 'Mega', isWhole: true, botUserId: 'U0BOTMEGA' };

/** The operator wrote policies for `served`; what was installed there is in `kept`. */
export async function startInstall(served: readonly string[] = [acme.id, mega.id], publicHost: string | null = null) {
  const time = { nowMs: Date.UTC(2026, 10, 23, 9) };
  const clock = { now: () => time.nowMs, elapsedMs: () => time.nowMs };
  const { log, lines } = memoryLog();
  const kept = new Map<string, Installation>();
  const redirectUrls: string[] = [];
  const desk = new OauthDesk({
    ...{ clientId: '1.2', clientSecret, appId: 'A0COUNTERSIGN', redirectUrls, places: [acme, globex, mega] },
    now: () => new Date(time.nowMs),
  });
  const slack = new LoopbackServer({
    name: ({ url }) => url.pathname.replace('/api/', ''),
    record: ({ url }) => url.search,
    handle: (request: Request): Answer =>
      desk.handle(request) ?? {
        ...{ status: 200, body: desk.test(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null) },
      },
  });
  await slack.start();
  onTestFinished(() => slack.stop());
  const host = { became: 'started' as Exclude<Installed, 'no_policy'> };
  /** Ours, whose address has to be known before it is there. */
  const routes = new Map();
  const server = new HttpServer(routes, log, () => undefined);
  const port = await server.start('127.0.0.1', 0);
  onTestFinished(() => server.stop());
  const origin = `http://127.0.0.1:${port}`;
  const publicUrl = publicHost ?? origin;
  redirectUrls.push(`${publicUrl}/slack/oauth_redirect`);
  const startAgain = async (other: Partial<Pick<InstallWay, 'clientSecret' | 'slackApiUrl'>> = {}): Promise<void> => {
    const paths = await installPaths({
      ...{ clientId: '1.2', clientSecret, publicUrl, slackApiUrl: `${slack.origin}/api/`, scopes, ...other },
      ...{ wordings: wordingsFor('/pat'), ports: { clock, pace: createPace(clock), log } },
      installed: async (installation) => {
        if (!served.includes(installation.teamId)) return 'no_policy';
        kept.set(installation.teamId, installation);
        return host.became;
      },
    });
    for (const [path, route] of paths) routes.set(path, route);
  };
  await startAgain();

  const begin = async (browser: Browser): Promise<Seen> =>
    browser.press(await browser.open(`${origin}/slack/install`), 'step', 'install');
  const allow = async (browser: Browser, place: InstallPlace): Promise<Seen> =>
    browser.press(await begin(browser), 'place', place.id);
  return { time, log, lines, kept, desk, slack, host, origin, startAgain, begin, allow };
}
