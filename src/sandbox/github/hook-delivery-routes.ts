import type { Answer } from '../loopback-server.ts';
import { accepted, GithubRefusal, notFound, ok } from './answers.ts';
import { inUtc } from './instants.ts';
import { perPageOf } from './paging.ts';
import { pathId, type Route, type RouteCall } from './route.ts';
import type { Attempt, Delivery } from './webhooks.ts';
import { type Json, type World, webUrl } from './world.ts';

type Made = { readonly delivery: Delivery; readonly attempt: Attempt };

function attempts(world: World): readonly Made[] {
  return world.webhooks.deliveries
    .flatMap((delivery) => delivery.attempts.map((attempt) => ({ delivery, attempt })))
    .sort((one, other) => other.attempt.id - one.attempt.id);
}

function describe({ delivery, attempt }: Made): Json {
  return {
    id: attempt.id,
    guid: delivery.guid,
    delivered_at: inUtc(attempt.deliveredAt),
    redelivery: attempt.isRedelivery,
    duration: attempt.durationSeconds,
    status: attempt.status,
    status_code: attempt.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: null,
    throttled_at: null,
  };
}

/** Timeouts have no status, so that `failure` does not find them. */
function fits({ attempt }: Made, status: string | null): boolean {
  if (status === 'success') return attempt.statusCode >= 200 && attempt.statusCode < 400;
  if (status === 'failure') return attempt.statusCode >= 400 && attempt.statusCode < 600;
  return true;
}

function list({ world, query, url }: RouteCall): Answer {
  const cursor = query.get('cursor');
  const below = cursor === null ? Number.POSITIVE_INFINITY : Number(/^v1_(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(below)) throw new GithubRefusal(400, 'Invalid cursor');
  const all = attempts(world).filter((made) => made.attempt.id < below && fits(made, query.get('status')));
  const items = all.slice(0, perPageOf(query));
  const last = items.at(-1);
  const next = new URLSearchParams(query);
  if (last !== undefined) next.set('cursor', `v1_${last.attempt.id}`);
  const hasMore = all.length > items.length;
  const headers = hasMore ? { link: `<${url}?${next}>; rel="next"` } : {};
  return { status: 200, headers, body: items.map(describe) };
}

function made(call: RouteCall): Made {
  const id = pathId(call, 'delivery_id');
  const found = attempts(call.world).find(({ attempt }) => attempt.id === id);
  if (found === undefined) throw notFound();
  return found;
}

function detail(call: RouteCall): Answer {
  const { delivery, attempt } = made(call);
  return ok({
    ...describe({ delivery, attempt }),
    url: webUrl,
    request: { headers: delivery.headers, payload: delivery.payload },
    response: { headers: attempt.responseHeaders, payload: attempt.responseBody },
  });
}

function redeliver(call: RouteCall): Answer {
  const { delivery } = made(call);
  const { webhooks } = call.world;
  call.world.later(() => webhooks.queue(delivery));
  return accepted;
}

export const hookDeliveryRoutes: readonly Route[] = [
  { method: 'GET', path: '/app/hook/deliveries', caller: 'app', answer: list },
  { method: 'GET', path: '/app/hook/deliveries/{delivery_id}', caller: 'app', answer: detail },
  { method: 'POST', path: '/app/hook/deliveries/{delivery_id}/attempts', caller: 'app', answer: redeliver },
];
