import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Change } from './domain/change.ts';
import type { OrganizationId } from './domain/ids.ts';
import type { Organization } from './domain/organization.ts';
import type { Clock } from './ports/clock.ts';
import { Fault } from './ports/fault.ts';
import type { Numbers } from './ports/numbers.ts';
import type { Way } from './ports/way.ts';
import type { Handler } from './server.ts';

/** Whoever asks more often gets the same numbers: they are counted in the database. */
const freshMs = 5_000;
const decidedSeconds = [60, 300, 900, 3_600, 4 * 3_600, 86_400, 3 * 86_400, 7 * 86_400];

/** What one workspace is measured by. */
export type Measured = {
  /** Null where there is one only: then nothing names it. */
  readonly workspace: string | null;
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
  /** Told of each Change that was committed, and where. */
  readonly committed: (change: Change, workspace: string | null) => void;
};

/** How the program is, in numbers. A token, a person and a repository are never named. */
export function createMetrics(measured: {
  readonly clock: Clock;
  readonly workspaces: () => readonly Measured[];
  /** Whether each number says whose it is. */
  readonly areSeveral: boolean;
}): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const whose: readonly string[] = measured.areSeveral ? ['workspace'] : [];
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({ name: `countersign_${name}`, help, labelNames: [...whose, ...labelNames], registers: [register] });
  const ownLabel = (workspace: string | null): { readonly workspace?: string } =>
    workspace === null ? {} : { workspace };
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
    labelNames: [...whose, 'outcome'],
    buckets: decidedSeconds,
    registers: [register],
  });

  async function read(one: Measured): Promise<readonly [Measured, Numbers, readonly Organization[]]> {
    return [one, ...(await Promise.all([one.numbers(), one.organizations()]))];
  }

  function show([one, found, organizations]: Awaited<ReturnType<typeof read>>, now: number): void {
    const own = ownLabel(one.workspace);
    const logins = new Map(organizations.map(({ id, login }) => [id, login]));
    const named = (id: OrganizationId) => ({ ...own, organization: logins.get(id) ?? String(id) });
    const secondsSince = (at: number): number => Math.max(0, (now - at) / 1_000);
    for (const { organizationId, status, count } of found.requests)
      requests.set({ ...named(organizationId), state: status }, count);
    for (const { organizationId, at } of found.waitingSince) oldest.set(named(organizationId), secondsSince(at));
    for (const { organizationId, status, count } of found.waitingTokens)
      waiting.set({ ...named(organizationId), state: status }, count);
    for (const { status, left, count } of found.tokens) tokens.set({ ...own, state: status, days_left: left }, count);
    for (const { state, way, count } of found.effects) effects.set({ ...own, state, way }, count);
    overdue.set(own, found.dueSince === null ? 0 : secondsSince(found.dueSince));
    for (const { login, pendingListedAt, activeListedAt, paused: pause } of organizations) {
      const of = { ...own, organization: login };
      if (pendingListedAt !== null) listed.set({ ...of, list: 'waiting' }, secondsSince(pendingListedAt));
      if (activeListedAt !== null) listed.set({ ...of, list: 'active' }, secondsSince(activeListedAt));
      paused.set(of, pause === null ? 0 : 1);
      calls.set(of, one.callsLeft(login));
    }
    for (const way of ['github', 'post', 'redraw'] as const) rests.set({ ...own, way }, one.msUntil(way) / 1_000);
    tick.set(own, (one.sinceTickMs() ?? 0) / 1_000);
  }

  async function collect(): Promise<void> {
    const now = measured.clock.now();
    const done = await Promise.allSettled(measured.workspaces().map(read));
    const failed = done.filter((one) => one.status === 'rejected');
    // One whose database is away must not hide the others.
    const [worst] = failed.filter(({ reason }) => failed.length === done.length || !(reason instanceof Fault));
    if (worst !== undefined) throw worst.reason;
    for (const one of [requests, oldest, waiting, tokens, effects, listed, paused, calls, rests, overdue, tick])
      one.reset();
    for (const one of done) if (one.status === 'fulfilled') show(one.value, now);
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
    committed: ({ writes, entries }, workspace) => {
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
            decided.observe({ ...ownLabel(workspace), outcome }, Math.max(0, (at - write.row.createdAt) / 1_000));
        }
      }
    },
  };
}
