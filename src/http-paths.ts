import type { Config } from './config/environment.ts';
import { receiveWebhook } from './github/receive-webhook.ts';
import { healthz, readyz } from './health.ts';
import type { Metrics } from './metrics.ts';
import { endAuthorizedLink } from './operations/people/end-links-of-leavers.ts';
import { leaveHint } from './operations/watch/leave-hint.ts';
import { tellListings } from './operations/watch/tell-listings.ts';
import type { LogRefused } from './ports/log.ts';
import type { Ports } from './ports/ports.ts';
import type { Route } from './server.ts';
import { linkPaths } from './sign-in-way.ts';
import type { WayIn } from './slack/way-in.ts';
import type { Wordings } from './wording/wording-for.ts';

/** All that can be asked of us over HTTP, by path. */
export function httpPaths(options: {
  readonly ports: Ports;
  readonly config: Config;
  readonly wordings: Wordings;
  readonly wayIn: Pick<WayIn, 'post' | 'isOpen'>;
  readonly metrics: Pick<Metrics, 'get'>;
  readonly webhookSecret: string | null;
  readonly isKnownToSlack: () => Promise<boolean>;
  readonly sinceTickMs: () => number | null;
  readonly refused: LogRefused;
}): ReadonlyMap<string, Route> {
  const { ports, config, wordings, wayIn, metrics, webhookSecret, isKnownToSlack, sinceTickMs, refused } = options;
  return new Map<string, Route>([
    ...(wayIn.post === null ? [] : [['/slack/events', { post: wayIn.post }] as const]),
    [
      '/github/webhooks',
      {
        post: receiveWebhook({
          secret: webhookSecret,
          record: ({ organizationLogin, ...webhook }) => leaveHint(ports, organizationLogin, webhook),
          authorizationRevoked: (githubId) => endAuthorizedLink(ports, githubId),
          log: ports.log,
          refused,
        }),
      },
    ],
    ...linkPaths({ ...ports, github: ports.github.for('click') }, wordings, config),
    ['/healthz', { get: healthz(() => ports.store.check(), sinceTickMs) }],
    ['/readyz', { get: readyz({ listings: () => tellListings(ports), isKnownToSlack, isReachable: wayIn.isOpen }) }],
    ['/metrics', { get: metrics.get }],
  ]);
}
