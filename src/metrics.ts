import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Change } from './domain/change.ts';
import type { OrganizationId } from './domain/ids.ts';
import type { Organization } from './domain/organization.ts';
import type { Clock } from './ports/clock.ts';
import { Fault } from './ports/fault.ts';
import type { Numbers } from './ports/numbers.ts';
import type { Way } from './ports/store.ts';
import type { Handler } from './server.ts';

/** Whoever asks more often gets the same numbers: they are counted in the database. */
const freshMs = 5_000;
const decidedSeconds = [60, 300, 900, 3_600, 4 * 3_600, 86_400, 3 * 86_400, 7 * 86_400];

export type Measured = {
  readonly clock: Clock;
  readonly numbers: () => Promise<Numbers>;
  readonly organizations: () => Promise<readonly Organization[]>;
  /** GitHub's calls that are left this hour. */
  readonly callsLeft: (organization: string) => number;
  /** How long Slack wants to be left alone, or the pace says so; in milliseconds. */
  readonly msUntil: (way: Way) => number;
  readonly sinceTickMs: () => number | null;
};

export type Metrics = {
  /** `/metrics`, as Prometheus reads it. */
  readonly get: Handler;
  /** Told of each Change that was committed. */
  readonly committed: (change: Change) => void;
};

/** How the program is, in numbers. A token, a person and a repository are never named. */
export function createMetrics(measured: Measured): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({ name: `countersign_${name}`, help, labelNames: [...labelNames], registers: [register] });
  const requests = gauge('requests', 'Requests by state', ['organization', 'state']);
  const oldest = gauge('oldest_waiting_request_seconds', 'How long the oldest undecided request has waited', [
    'organization',
  ]);
  const waiting = gauge('waiting_tokens', 'Tokens that wait for the organization’s approval, by state', [
    'organization',
    'state',
  ]);
  const tokens = gauge(
    'active_tokens',
    'Tokens that can reach an organization, by state and by the days that they have left',
    ['state', 'days_left'],
  );
  const effects = gauge('effects', 'Messages and calls to GitHub that wait, are under way or were given up', [
    'state',
    'way',
  ]);
  const overdue = gauge('oldest_due_effect_seconds', 'For how long the oldest of them has been due');
  const listed = gauge('last_listing_seconds', 'How long ago GitHub’s list was read to its end', [
    'organization',
    'list',
  ]);
  const paused = gauge('organization_paused', '1 where GitHub can’t be asked about the organization', ['organization']);
  const calls = gauge('github_calls_left', 'Calls to GitHub that are left this hour', ['organization']);
  const rests = gauge(
    'outbox_rests_seconds',
    'How long nothing goes that way, since the other side or the pace says so',
    ['way'],
  );
  const tick = gauge('last_tick_seconds', 'How long ago the timetable last looked at the clock');
  const decided = new Histogram({
    name: 'countersign_decision_seconds',
    help: 'From a request to its decision',
    labelNames: ['outcome'],
    buckets: decidedSeconds,
    registers: [register],
  });

  async function collect(): Promise<void> {
    const now = measured.clock.now();
    const [found, organizations] = await Promise.all([measured.numbers(), measured.organizations()]);
    const logins = new Map(organizations.map(({ id, login }) => [id, login]));
    const loginOf = (id: OrganizationId): string => logins.get(id) ?? String(id);
    const secondsSince = (at: number): number => Math.max(0, (now - at) / 1_000);
    for (const one of [requests, oldest, waiting, tokens, effects, listed, paused, calls, rests]) one.reset();
    for (const { organizationId, status, count } of found.requests)
      requests.set({ organization: loginOf(organizationId), state: status }, count);
    for (const { organizationId, at } of found.waitingSince)
      oldest.set({ organization: loginOf(organizationId) }, secondsSince(at));
    for (const { organizationId, status, count } of found.waitingTokens)
      waiting.set({ organization: loginOf(organizationId), state: status }, count);
    for (const { status, left, count } of found.tokens) tokens.set({ state: status, days_left: left }, count);
    for (const { state, way, count } of found.effects) effects.set({ state, way }, count);
    overdue.set(found.dueSince === null ? 0 : secondsSince(found.dueSince));
    for (const { login, pendingListedAt, activeListedAt, paused: pause } of organizations) {
      if (pendingListedAt !== null) listed.set({ organization: login, list: 'waiting' }, secondsSince(pendingListedAt));
      if (activeListedAt !== null) listed.set({ organization: login, list: 'active' }, secondsSince(activeListedAt));
      paused.set({ organization: login }, pause === null ? 0 : 1);
      calls.set({ organization: login }, measured.callsLeft(login));
    }
    for (const way of ['github', 'post', 'redraw'] as const) rests.set({ way }, measured.msUntil(way) / 1_000);
    tick.set((measured.sinceTickMs() ?? 0) / 1_000);
  }

  let collecting: { readonly atMs: number; readonly done: Promise<void> } | null = null;
  return {
    get: async (_request, response) => {
      const atMs = measured.clock.elapsedMs();
      if (collecting === null || atMs - collecting.atMs >= freshMs) collecting = { atMs, done: collect() };
      try {
        await collecting.done;
      } catch (error) {
        collecting = null;
        if (!(error instanceof Fault)) throw error;
        response.writeHead(503, { 'content-type': 'text/plain' }).end('the database can’t be read\n');
        return;
      }
      response.writeHead(200, { 'content-type': register.contentType }).end(await register.metrics());
    },
    committed: ({ writes, entries }) => {
      for (const { act, subject, at } of entries) {
        const outcome = act === 'request.approve' ? 'approved' : act === 'request.deny' ? 'denied' : null;
        if (outcome === null) continue;
        for (const write of writes) {
          // One of several approvals decides nothing yet.
          if (
            write.table === 'token_requests' &&
            `PAT-${write.row.number}` === subject &&
            write.row.status !== 'pending'
          )
            decided.observe({ outcome }, Math.max(0, (at - write.row.createdAt) / 1_000));
        }
      }
    },
  };
}
