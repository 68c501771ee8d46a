import { describe, expect, it } from 'vitest';
import { dayMs, type SlackUserId } from '../../../src/domain/ids.ts';
import { type ActiveTokenAct, advanceActiveToken } from '../../../src/domain/tokens/advance-active-token.ts';
import type { ActiveToken, UseQuestion } from '../../../src/domain/tokens/token.ts';
import {
  idleSince,
  isAskedAbout,
  isLeftToOwners,
  mayAskHolder,
  mayAskOwners,
  riskiestTokensFirst,
  useStep,
} from '../../../src/domain/tokens/use-question.ts';
import { changeOf } from '../../support/read-change.ts';
import { mona } from '../../support/sample-people.ts';
import { actual, noon, permissions } from '../../support/sample-scopes.ts';
import { activeToken } from '../../support/sample-tokens.ts';

const now = noon + 400 * dayMs;
const ago = (days: number, ms = 0): number => now - days * dayMs - ms;
const rule = { afterDays: 90, answerDays: 14 };
const asked = (some: Partial<UseQuestion> = {}): UseQuestion => ({
  ...{ askedAt: ago(14), asked: 'U0MONA' as SlackUserId, ownersAskedAt: null, kept: null },
  ...some,
});
const kept = (days: number, ms = 0): UseQuestion =>
  asked({ askedAt: ago(300), kept: { by: mona, reason: 'The yearly report.', at: ago(days, ms) } });
const token = (some: Partial<ActiveToken>): ActiveToken =>
  activeToken(1, { status: 'active', accessGrantedAt: ago(399), firstSeenAt: ago(399), lastUsedAt: ago(100), ...some });

describe('what is due about a token that may be unused', () => {
  it.each<{ name: string; one: ActiveToken; is: ReturnType<typeof useStep>; by?: Parameters<typeof useStep>[1] }>([
    { name: 'its holder is asked after 90 days to the moment', one: token({ lastUsedAt: ago(90) }), is: 'ask' },
    { name: 'nobody is a moment before', one: token({ lastUsedAt: ago(90, -1) }), is: null },
    {
      name: 'one that was never used counts from its first sight',
      one: token({ lastUsedAt: null, firstSeenAt: ago(90) }),
      is: 'ask',
    },
    {
      name: 'one that was never used and is new is left alone',
      one: token({ lastUsedAt: null, firstSeenAt: ago(89) }),
      is: null,
    },
    { name: 'a new grant is a new chance', one: token({ lastUsedAt: ago(300), accessGrantedAt: ago(89) }), is: null },
    { name: 'one that is wider than approved is asked about too', one: token({ status: 'exceeding' }), is: 'ask' },
    { name: 'one that is being revoked is not', one: token({ status: 'revoking' }), is: null },
    { name: 'one that is gone is not', one: token({ status: 'gone', unused: asked() }), is: null },
    {
      name: 'nobody is asked unless the policy says so',
      one: token({}),
      by: { afterDays: null, answerDays: 14 },
      is: null,
    },
    { name: 'the owners are asked after 14 days without an answer', one: token({ unused: asked() }), is: 'ask_owners' },
    { name: 'they are not a moment before', one: token({ unused: asked({ askedAt: ago(14, -1) }) }), is: null },
    { name: 'they are asked once', one: token({ unused: asked({ ownersAskedAt: ago(1) }) }), is: null },
    {
      name: 'nor where the policy asks no more',
      one: token({ unused: asked() }),
      by: { afterDays: null, answerDays: 14 },
      is: null,
    },
    {
      name: 'one that was used since is no question',
      one: token({ unused: asked(), lastUsedAt: ago(14, -1) }),
      is: 'use_again',
    },
    {
      name: 'one that was used at that moment still is',
      one: token({ unused: asked(), lastUsedAt: ago(14) }),
      is: 'ask_owners',
    },
    {
      name: 'nor is one that was used though the policy asks no more',
      one: token({ unused: asked(), lastUsedAt: now }),
      by: { afterDays: null, answerDays: 14 },
      is: 'use_again',
    },
    {
      name: 'one that was kept is not asked about for 90 days',
      one: token({ lastUsedAt: ago(399), unused: kept(90, -1) }),
      is: null,
    },
    { name: 'then it is', one: token({ lastUsedAt: ago(399), unused: kept(90) }), is: 'ask' },
    {
      name: 'one that was kept and is used is forgotten',
      one: token({ unused: kept(100), lastUsedAt: ago(5) }),
      is: 'use_again',
    },
  ])('$name', ({ one, is, by = rule }) => {
    expect(useStep(one, by, now)).toBe(is);
  });
});

it('counts from the last use, or from the newer grant', () => {
  expect(idleSince(token({ lastUsedAt: ago(7), accessGrantedAt: ago(9) }))).toBe(ago(7));
  expect(idleSince(token({ lastUsedAt: ago(9), accessGrantedAt: ago(7) }))).toBe(ago(7));
  expect(idleSince(token({ lastUsedAt: null, firstSeenAt: ago(3), accessGrantedAt: ago(7) }))).toBe(ago(3));
});

describe('whether somebody has to decide', () => {
  const toOwners = asked({ ownersAskedAt: ago(1) });
  it.each<{ name: string; one: ActiveToken; holder: boolean; owners: boolean }>([
    { name: 'not where nobody was asked', one: token({ unused: null }), holder: false, owners: false },
    { name: 'its holder where they were', one: token({ unused: asked() }), holder: true, owners: false },
    { name: 'also of a wider one', one: token({ unused: asked(), status: 'exceeding' }), holder: true, owners: false },
    { name: 'the owners where they were', one: token({ unused: toOwners }), holder: true, owners: true },
    {
      name: 'not where it was kept',
      one: token({ unused: { ...toOwners, kept: kept(1).kept } }),
      holder: false,
      owners: false,
    },
    {
      name: 'not while it is being revoked',
      one: token({ unused: toOwners, status: 'revoking' }),
      holder: false,
      owners: false,
    },
  ])('$name', ({ one, holder, owners }) => {
    expect([isAskedAbout(one), isLeftToOwners(one)]).toEqual([holder, owners]);
  });
});

it('puts the riskiest first, and of those the one that was idle for longest', () => {
  const reads = { ...actual(), permissions: permissions({ repository: { metadata: 'read' } }) };
  const owns = {
    ...actual(),
    access: { selection: 'all' } as const,
    permissions: permissions({ repository: { administration: 'write' } }),
  };
  const list = [
    token({ tokenName: 'small', scope: reads, lastUsedAt: ago(300) }),
    token({ tokenName: 'large, newer', scope: owns, lastUsedAt: ago(100) }),
    token({ tokenName: 'large, older', scope: owns, lastUsedAt: ago(200) }),
  ];
  expect(riskiestTokensFirst(list, (one) => one).map(({ tokenName }) => tokenName)).toEqual([
    'large, older',
    'large, newer',
    'small',
  ]);
});

describe('a step of the question', () => {
  const context = { holder: mona.slackId, planned: [], shownBy: [] };
  const open = asked();
  const left = asked({ ownersAskedAt: ago(1) });
  const list = { kind: 'redraw', subject: { of: 'organization', id: token({}).organizationId } };
  const stepOf = (one: ActiveToken, act: ActiveTokenAct) => {
    const { writes, entries, effects } = changeOf(advanceActiveToken(one, act, now, context));
    const [write] = writes;
    return { row: write?.row as ActiveToken, entry: entries[0], effects };
  };
  const kept = { by: mona, reason: 'The yearly report.', at: now };

  it.each<{ name: string; one: UseQuestion | null; act: ActiveTokenAct; is: UseQuestion | null; isDrawn?: true }>([
    {
      name: 'asks a person',
      one: null,
      act: { act: 'ask_use', asked: mona.slackId },
      is: asked({ askedAt: now, asked: mona.slackId }),
    },
    {
      name: 'asks again what was kept before',
      one: { ...open, kept },
      act: { act: 'ask_use', asked: mona.slackId },
      is: asked({ askedAt: now, asked: mona.slackId }),
    },
    {
      name: 'asks the owners where nobody can be',
      one: null,
      act: { act: 'ask_use', asked: null },
      is: asked({ askedAt: now, asked: null, ownersAskedAt: now }),
      isDrawn: true,
    },
    {
      name: 'asks the owners later',
      one: open,
      act: { act: 'ask_owners' },
      is: { ...open, ownersAskedAt: now },
      isDrawn: true,
    },
    {
      name: 'keeps it',
      one: open,
      act: { act: 'keep', by: mona, reason: 'The yearly report.' },
      is: { ...open, kept },
    },
    {
      name: 'keeps it after the owners were asked',
      one: left,
      act: { act: 'keep', by: mona, reason: 'The yearly report.' },
      is: { ...left, kept },
      isDrawn: true,
    },
    { name: 'is over where it is used again', one: open, act: { act: 'use_again' }, is: null },
    { name: 'is over for the owners too', one: left, act: { act: 'use_again' }, is: null, isDrawn: true },
    { name: 'is none where nothing was asked', one: null, act: { act: 'ask_owners' }, is: null },
  ])('$name', ({ one, act, is, isDrawn }) => {
    const { row, effects } = stepOf(token({ unused: one }), act);
    expect(row.unused).toEqual(is);
    expect(row.status).toBe('active');
    expect(effects.filter((effect) => JSON.stringify(effect) === JSON.stringify(list))).toHaveLength(isDrawn ? 1 : 0);
    expect(effects).toContainEqual({ kind: 'redraw', subject: { of: 'active_token', id: row.id } });
  });

  it('writes to the person who is asked, and to nobody else', () => {
    const posts = (act: ActiveTokenAct) =>
      stepOf(token({ unused: open }), act).effects.filter(({ kind }) => kind === 'post');
    expect(posts({ act: 'ask_use', asked: mona.slackId })).toEqual([
      {
        ...{ kind: 'post', key: 'unused_token:active-1:v2', message: { kind: 'unused_token', id: 'active-1' } },
        to: { to: 'person', slackId: mona.slackId, organizationId: token({}).organizationId },
      },
    ]);
    expect(posts({ act: 'ask_use', asked: null })).toEqual([]);
    expect(posts({ act: 'ask_owners' })).toEqual([]);
  });

  it('stands in the trail with all that auditors are shown', () => {
    const { tokenId, patId, organizationId, tokenName, holder, lastUsedAt } = token({});
    const about = { tokenId, patId };
    expect(stepOf(token({}), { act: 'ask_use', asked: mona.slackId }).entry).toMatchObject({
      ...{ act: 'active_token.ask_use', actor: 'countersign' },
      data: {
        ...{ ...about, organizationId, tokenName, holder: holder.githubId, login: holder.login },
        ...{ asked: mona.slackId, lastUsedAt },
      },
    });
    expect(stepOf(token({ unused: open }), { act: 'keep', by: mona, reason: 'Yearly.' }).entry).toMatchObject({
      ...{ act: 'active_token.keep', actor: `slack:${mona.slackId}` },
      data: { ...about, by: mona.githubId, reason: 'Yearly.' },
    });
    expect(stepOf(token({ unused: open }), { act: 'use_again' }).entry?.data).toEqual({ ...about, lastUsedAt });
    expect(stepOf(token({ unused: open }), { act: 'ask_owners' }).entry?.data).toEqual({ ...about, lastUsedAt });
  });
});

describe('the hour of a question', () => {
  /** A Tuesday: 09:00 in UTC is 18:00 in Tokyo. */
  const nine = Date.UTC(2026, 5, 9, 9);
  const hourMs = 3_600_000;
  it.each<readonly [behaviour: string, askedAt: number, zone: string, at: number, may: boolean]>([
    ['is from nine in the morning on', 0, 'UTC', nine, true],
    ['is not before', 0, 'UTC', nine - 1, false],
    ['is until five in the afternoon', 0, 'UTC', nine + 8 * hourMs - 1, true],
    ['is not after', 0, 'UTC', nine + 8 * hourMs, false],
    ['is in their own zone', 0, 'Asia/Tokyo', nine, false],
    ['is on no Saturday', 0, 'UTC', nine + 4 * dayMs, false],
    ['is a week after the last one', nine - 7 * dayMs, 'UTC', nine, true],
    ['is not within a week of it', nine - 7 * dayMs + 1, 'UTC', nine, false],
  ])('%s', (_, askedAt, zone, at, may) => {
    expect(mayAskHolder(askedAt, zone, at)).toBe(may);
  });

  it('is the owners’ once a day, in the zone of their digest', () => {
    expect(mayAskOwners(nine - 10 * hourMs, 'UTC', nine)).toBe(true);
    expect(mayAskOwners(nine, 'UTC', nine + hourMs)).toBe(false);
    expect(mayAskOwners(nine - dayMs, 'UTC', nine - 1)).toBe(false);
    // In Kiribati it is 23:00 of the day before still.
    expect(mayAskOwners(nine - 10 * hourMs, 'Pacific/Kiritimati', nine - 9 * hourMs)).toBe(false);
  });
});
