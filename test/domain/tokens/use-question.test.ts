import { describe, expect, it } from 'vitest';
import { dayMs, type SlackUserId } from '../../../src/domain/ids.ts';
import type { ActiveToken, UseQuestion } from '../../../src/domain/tokens/token.ts';
import {
  idleSince,
  isAskedAbout,
  isLeftToOwners,
  riskiestFirst,
  useStep,
} from '../../../src/domain/tokens/use-question.ts';
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
  expect(riskiestFirst(list, (one) => one).map(({ tokenName }) => tokenName)).toEqual([
    'large, older',
    'large, newer',
    'small',
  ]);
});
