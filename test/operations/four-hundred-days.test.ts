// The reminding operation itself on its real store: one person in each of six zones with several tokens, woken again and again for four hundred
// days, with outages of up to two weeks, a clock that is wrong for a while, and ends that move. What it sends is held against a calendar that
// shares no code with it: each message whole, to whom and when.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/domain/change.ts';
import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import type { DueNotice } from '../../src/domain/notices/due-notice.ts';
import { planNotices } from '../../src/domain/notices/plan-notices.ts';
import type { ActiveToken } from '../../src/domain/tokens/token.ts';
import { remindDue } from '../../src/operations/due/remind-due.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { change, organization, person, write } from '../store/sample-rows.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';
import { dayMs, hourMs, order, thresholds, wanted, zones } from '../support/notice-calendar.ts';
import { grant, patId } from '../support/sample-dossiers.ts';
import { tokenId } from '../support/sample-requests.ts';
import { actual } from '../support/sample-scopes.ts';
import { isWhole } from '../support/share.ts';
import { compiled } from '../support/start-world.ts';

const begin = Date.UTC(2026, 8, 1);
const days = 400;
// In the share by no part of a day, so that the looks come at every hour.
const tickMs = isWhole ? hourMs : 5 * hourMs;

const people = zones.map((zone, place) => ({
  zone,
  slackId: `U000000000${place}` as SlackUserId,
  githubId: (100 + place) as GithubUserId,
  login: `holder-${place}`,
}));

type Move = { readonly from: number; readonly end: number };
type Plan = {
  /** One a token: how its end moves; the first is known from the beginning. */
  readonly tokens: readonly { readonly holder: number; readonly ends: readonly Move[] }[];
  readonly outages: readonly { readonly from: number; readonly days: number }[];
  /** The clock is wrong by so much, and known to be, or a little off, and not. */
  readonly errors: readonly { readonly from: number; readonly days: number; readonly byMs: number }[];
};

/** A look at the time: when it really was, and what the clock said. */
type Look = { readonly at: number; readonly now: number; readonly isSure: boolean };

function looksIn({ outages, errors }: Plan): readonly Look[] {
  const looks: Look[] = [];
  const within = (at: number) => (one: { readonly from: number; readonly days: number }) =>
    at >= begin + one.from * dayMs && at < begin + (one.from + one.days) * dayMs;
  for (let at = begin; at < begin + days * dayMs; at += tickMs) {
    if (outages.some(within(at))) continue;
    const byMs = errors.find(within(at))?.byMs ?? 0;
    looks.push({ at, now: at + byMs, isSure: Math.abs(byMs) < hourMs / 2 });
  }
  return looks;
}

const endAt = (ends: readonly Move[], at: number): number => ends.findLast(({ from }) => from <= at)?.end ?? 0;

type Message = { readonly at: number; readonly to: string; readonly says: readonly string[] };

/** What the program sends. */
async function sentBy(plan: Plan): Promise<readonly Message[]> {
  const { store } = await openTemporaryStore();
  const lines = people.map(({ slackId, login }) => `  ${slackId}: ${login}\n`).join('');
  const policy = compiled(`organizations:\n  - { login: acme, channel: C0CARDS0001 }\npeople:\n${lines}`);
  let look: Look = { at: begin, now: begin, isSure: true };
  const sent: Message[] = [];
  const posted = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.kind !== 'post' || effect.message.kind !== 'expiry') continue;
      const to = effect.to.to === 'person' ? effect.to.slackId : effect.to.to;
      sent.push({ at: look.at, to, says: effect.message.noticeIds.toSorted() });
    }
  };
  const commit: typeof store.commit = async (made, at) => {
    const done = await store.commit(made, at);
    if (done === 'done') posted(made.effects);
    return done;
  };
  const ports: Partial<Ports> = {
    store: new Proxy(store, { get: (of, name) => (name === 'commit' ? commit : Reflect.get(of, name).bind(of)) }),
    clock: { now: () => look.now, elapsedMs: () => look.at },
    time: { isSure: () => look.isSure, now: () => look.now },
    policy: () => policy,
    wake: { outbox: () => undefined, reconcile: () => undefined },
    directory: {
      person: async () => ({ isDeactivated: false, isStranger: false, isBot: false, zone: 'UTC' }),
    } as unknown as Ports['directory'],
    github: { membership: async () => ({ isActive: true, isOwner: false }) } as unknown as Ports['github'],
  };
  const tokens = plan.tokens.map(({ holder, ends }, place): { token: ActiveToken; ends: readonly Move[] } => {
    const { githubId, login } = people[holder] ?? { githubId: 0 as GithubUserId, login: '' };
    const id = { id: `token-${place}`, tokenId: tokenId(900 + place), patId: patId(700 + place) };
    return { token: grant({ ...id, version: 1, holder: { githubId, login }, requestNumber: null }), ends };
  });
  const listed = organization({
    ...{ login: 'acme', paused: null, unread: { pending: [], active: [] }, digestedAt: null },
    activeListedAt: begin + 2 * days * dayMs,
  });
  await store.commit(
    change({
      writes: [
        write('organizations', listed),
        ...people.map(({ zone: _, ...one }) => write('people', person(one))),
        ...tokens.map(({ token }) => write('active_tokens', token)),
      ],
    }),
    begin,
  );
  const known = tokens.map(() => 0);
  for (look of looksIn(plan)) {
    for (const [place, { token, ends }] of tokens.entries()) {
      const expiresAt = endAt(ends, look.at);
      if (expiresAt === known[place] || !look.isSure) continue;
      known[place] = expiresAt;
      const before = await store.noticesOf(token.id);
      const zone = zones[plan.tokens[place]?.holder ?? 0] ?? '';
      const cancelled = before.map(
        (row): DueNotice =>
          row.status === 'planned' ? { ...row, status: 'cancelled', version: row.version + 1 } : row,
      );
      const planned = planNotices({ ...token, scope: actual({ expiresAt }) }, cancelled, {
        ...{ zone, reminderDays: thresholds, from: look.now, owesEnd: true },
      });
      const ids = new Set(planned.map(({ row }) => (row as DueNotice).id));
      const writes = [
        ...cancelled
          .filter(({ id, status }) => status === 'cancelled' && !ids.has(id))
          .flatMap((row) =>
            before.some(({ id, version }) => id === row.id && version < row.version)
              ? [write('due_notices', row, row.version - 1)]
              : [],
          ),
        ...planned,
      ];
      await store.commit(change({ writes }), look.now);
    }
    await remindDue(ports as Ports);
  }
  return sent;
}

/** What has to be sent: of each token that fell due since the last look the latest alone, all of one person in one message. */
function expectedOf(plan: Plan): readonly Message[] {
  const told: Message[] = [];
  const state = plan.tokens.map(() => ({
    ...{ since: Number.NEGATIVE_INFINITY, end: 0 },
    calendar: new Map() as ReadonlyMap<string, number>,
  }));
  for (const { at, now, isSure } of looksIn(plan)) {
    if (!isSure) continue;
    const byPerson = new Map<number, string[]>();
    for (const [place, { holder, ends }] of plan.tokens.entries()) {
      const one = state[place];
      if (one === undefined) continue;
      const end = endAt(ends, at);
      const isNew = end !== one.end;
      const since = isNew ? now : one.since;
      const calendar = isNew ? wanted(end, zones[holder] ?? '', now) : one.calendar;
      const due = [...calendar]
        .filter(([key, when]) => when <= now && (when > since || (isNew && (key === 'expired' || key === '0'))))
        .map(([key]) => key)
        .toSorted((first, second) => order.indexOf(first) - order.indexOf(second));
      const latest = due.at(-1);
      if (latest !== undefined) {
        byPerson.set(holder, [...(byPerson.get(holder) ?? []), `token-${place}-${end}-${latest}`]);
      }
      state[place] = { since: Math.max(since, now), end, calendar };
    }
    for (const [holder, says] of byPerson) told.push({ at, to: people[holder]?.slackId ?? '', says: says.toSorted() });
  }
  return told;
}

const byPlace = (one: Message, other: Message): number => one.at - other.at || (one.to < other.to ? -1 : 1);

const day = fc.integer({ min: 0, max: days - 1 });
const halfHours = (least: number, most: number) => fc.integer({ min: least * 48, max: most * 48 });
const token = fc.record({
  holder: fc.integer({ min: 0, max: zones.length - 1 }),
  first: halfHours(2, 200),
  moves: fc.uniqueArray(fc.record({ from: day, lasts: halfHours(1, 120) }), {
    selector: ({ from }) => from,
    maxLength: 4,
  }),
});
const plans = fc
  .record({
    tokens: fc.array(token, { minLength: 8, maxLength: 14 }),
    outages: fc.array(fc.record({ from: day, days: fc.integer({ min: 1, max: 14 }) }), { minLength: 2, maxLength: 5 }),
    errors: fc.array(
      fc.record({
        from: day,
        days: fc.integer({ min: 1, max: 3 }),
        byMs: fc.constantFrom(-20 * dayMs, -2 * dayMs, -10 * 60_000, 10 * 60_000, 5 * dayMs, 60 * dayMs),
      }),
      { minLength: 2, maxLength: 4 },
    ),
  })
  .map(
    ({ tokens, ...rest }): Plan => ({
      ...rest,
      tokens: tokens.map(({ holder, first, moves }) => ({
        holder,
        ends: [
          { from: begin, end: begin + first * (hourMs / 2) },
          ...moves
            .map(({ from, lasts }) => ({
              from: begin + from * dayMs,
              end: begin + from * dayMs + lasts * (hourMs / 2),
            }))
            .toSorted((one, other) => one.from - other.from),
        ],
      })),
    }),
  );

describe('in four hundred days of six zones', () => {
  it('every notice that is due goes once and to its holder in one message, none is missed and none goes twice, whatever fails in between', async () => {
    let messages = 0;
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const sent = (await sentBy(plan)).toSorted(byPlace);
        expect(sent).toEqual(expectedOf(plan).toSorted(byPlace));
        const all = sent.flatMap(({ says }) => says);
        expect(new Set(all).size).toBe(all.length);
        messages += sent.length;
      }),
      { numRuns: isWhole ? 15 : 1, ...(isWhole ? {} : { seed: 6, endOnFailure: true }) },
    );
    // It is no proof where nothing was sent.
    expect(messages).toBeGreaterThan(30);
  }, 1_200_000);
});
