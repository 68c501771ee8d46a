import { ok } from './answers.ts';
import type { Route, RouteCall } from './route.ts';

const hourlyLimit = 5000;

function rateLimit({ world }: RouteCall) {
  const hourMs = 3_600_000;
  const reset = Math.ceil((world.now().getTime() + 1) / hourMs) * (hourMs / 1000);
  const core = { limit: hourlyLimit, remaining: hourlyLimit, reset, used: 0 };
  const search = { limit: 30, remaining: 30, reset, used: 0 };
  return ok({ resources: { core, search, graphql: core }, rate: core });
}

export const serviceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/meta',
    caller: 'anyone',
    answer: () => ok({ verifiable_password_authentication: false, hooks: ['127.0.0.0/8'], api: ['127.0.0.0/8'] }),
  },
  { method: 'GET', path: '/rate_limit', caller: 'anyone', answer: rateLimit },
];
