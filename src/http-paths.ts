import type { Config } from './config/environment.ts';
import type { GithubUserId } from './domain/ids.ts';
import { type Delivery, receiveWebhook } from './github/receive-webhook.ts';
import { type Absent, healthz, healthzOfSeveral, readyz, readyzOfSeveral } from './health.ts';
import type { Metrics } from './metrics.ts';
import { endAuthorizedLink } from './operations/people/end-links-of-leavers.ts';
import { leaveHint } from './operations/watch/leave-hint.ts';
import { tellListings } from './operations/watch/tell-listings.ts';
import type { Log, LogRefused } from './ports/log.ts';
import type { Route } from './server.ts';
import { linkPaths } from './sign-in-way.ts';
import type { WayIn } from './slack/way-in.ts';
import { severalLinkRoutes } from './web/several-link-routes.ts';
import type { Wordings } from './wording/wording-for.ts';
import type { Workspace } from './workspace.ts';

export type CommonPaths = {
  readonly config: Config;
  readonly wordings: Wordings;
  readonly wayIn: Pick<WayIn, 'post' | 'isOpen'>;
  readonly metrics: Pick<Metrics, 'get'>;
  readonly webhookSecret: string | null;
  readonly log: Log;
  readonly refused: LogRefused;
};

type Webhook = {
  readonly record: (delivery: Delivery) => Promise<void>;
  readonly authorizationRevoked: (githubId: GithubUserId) => Promise<void>;
};

function alwaysThere({ wayIn, metrics, webhookSecret: secret, log, refused }: CommonPaths, webhook: Webhook) {
  return [
    ...(wayIn.post === null ? [] : [['/slack/events', { post: wayIn.post }] as const]),
    ['/github/webhooks', { post: receiveWebhook({ secret, ...webhook, log, refused }) }],
    ['/metrics', { get: metrics.get }],
  ] as const;
}

function recordIn({ ports }: Workspace, { organizationLogin, ...webhook }: Delivery): Promise<void> {
  return leaveHint(ports, organizationLogin, webhook);
}

/** All that can be asked of us over HTTP, by path, where there is one workspace. */
export function httpPaths(common: CommonPaths, workspace: Workspace): ReadonlyMap<string, Route> {
  const { ports, isKnownToSlack, sinceTickMs, links } = workspace;
  return new Map<string, Route>([
    ...alwaysThere(common, {
      record: (delivery) => recordIn(workspace, delivery),
      authorizationRevoked: (githubId) => endAuthorizedLink(ports, githubId),
    }),
    ...linkPaths(links),
    ['/healthz', { get: healthz(() => ports.store.check(), sinceTickMs) }],
    [
      '/readyz',
      { get: readyz({ listings: () => tellListings(ports), isKnownToSlack, isReachable: common.wayIn.isOpen }) },
    ],
  ]);
}

/** The same for several: whatever comes in is one's, and reaches that one alone. */
export function severalHttpPaths(
  common: CommonPaths,
  several: {
    /** Those that are at work now. */
    readonly atWork: () => readonly Workspace[];
    readonly absent: () => readonly Absent[];
    readonly byOrganization: (login: string) => Promise<Workspace | null>;
    /** The pages on which the app is installed. */
    readonly installing: readonly (readonly [string, Route])[];
  },
): ReadonlyMap<string, Route> {
  const { atWork, absent, byOrganization, installing } = several;
  const { config, wordings, refused } = common;
  const links = severalLinkRoutes({
    routesOf: (id) => atWork().find((one) => one.id === id)?.links ?? null,
    wordings,
    githubWebUrl: config.githubWebUrl,
  });
  const canSignIn = config.publicUrl !== null && config.githubAppClientId !== null;
  return new Map<string, Route>([
    ...alwaysThere(common, {
      record: async (delivery) => {
        const workspace = await byOrganization(delivery.organizationLogin);
        if (workspace === null) refused('a webhook was left alone: no workspace’s policy names its organization');
        else await recordIn(workspace, delivery);
      },
      // It names nobody but the account, and that may be linked in each of them.
      authorizationRevoked: async (githubId) => {
        const done = await Promise.allSettled(atWork().map(({ ports }) => endAuthorizedLink(ports, githubId)));
        const failed = done.find((one) => one.status === 'rejected');
        if (failed !== undefined) throw failed.reason;
      },
    }),
    ...installing,
    ...linkPaths(canSignIn ? links : null),
    [
      '/healthz',
      {
        get: healthzOfSeveral(() =>
          atWork().map(({ id, ports, sinceTickMs }) => ({
            ...{ workspace: id, sinceTickMs },
            check: () => ports.store.check(),
          })),
        ),
      },
    ],
    [
      '/readyz',
      {
        get: readyzOfSeveral({
          reaches: () =>
            atWork().map(({ id, ports, isKnownToSlack }) => ({
              ...{ workspace: id, isKnownToSlack },
              listings: () => tellListings(ports),
            })),
          absent,
          isReachable: common.wayIn.isOpen,
        }),
      },
    ],
  ]);
}
