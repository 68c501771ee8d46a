import { describe, expect, it } from 'vitest';
import { type Change, noChange } from '../../../src/domain/change.ts';
import { dayMs, hourMs, type SlackUserId } from '../../../src/domain/ids.ts';
import type { Organization } from '../../../src/domain/organization.ts';
import { nobodyTold } from '../../../src/domain/tokens/advance-active-token.ts';
import {
  askHolder,
  askOwners,
  gatherUse,
  mayAskAboutUse,
  noteUsedAgain,
  type UseDue,
} from '../../../src/domain/tokens/ask-about-use.ts';
import type { ActiveToken, UseQuestion } from '../../../src/domain/tokens/token.ts';
import { effectsOf, keysOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { acme, organization, patId } from '../../support/sample-dossiers.ts';
import { mona, otto } from '../../support/sample-people.ts';
import { activeToken } from '../../support/sample-tokens.ts';

/** A Wednesday. */
const now = Date.parse('2027-03-03T10:00Z');
const ago = (days: number): number => now - days * dayMs;
const rule = { afterDays: 90, answerDays: 14 };
const question = (some: Partial<UseQuestion> = {}): UseQuestion => ({
  ...{ askedAt: ago(14), asked: 'U0MONA' as SlackUserId, ownersAskedAt: null, kept: null },
  ...some,
});
const token = (id: string, some: Partial<ActiveToken> = {}): ActiveToken =>
  activeToken(1, {
    ...{ id, patId: patId(Number(id)), status: 'active', accessGrantedAt: ago(399), firstSeenAt: ago(399) },
    ...{ lastUsedAt: ago(100), holder: { githubId: mona.githubId, login: mona.login }, unused: null, ...some },
  });
const ofOtto = { holder: { githubId: otto.githubId, login: otto.login } };

function gather(...tokens: readonly ActiveToken[]): UseDue {
  const gathered = gatherUse(rule, now);
  for (const one of tokens) gathered.take(one);
  return gathered.due();
}

const asked = (steps: readonly Change[]) =>
  steps.flatMap((step) => rowsOf(step, 'active_tokens').map(({ id, unused }) => [id, unused?.asked ?? null]));

describe('people are asked about tokens that nobody uses', () => {
  it.each<[string, boolean, number | null, Partial<Organization>]>([
    ['where the policy wants it', true, 90, {}],
    ['not where it does not', false, null, {}],
    ['not while GitHub’s list is old', false, 90, { activeListedAt: now - hourMs }],
    ['not while nothing can be listed', false, 90, { paused: { since: now, why: 'suspended' } }],
  ])('%s', (_, is, afterDays, some) => {
    const one = organization({ activeListedAt: now, ...some });
    expect(mayAskAboutUse(one, { unused: { ...rule, afterDays } }, now)).toBe(is);
  });
});

describe('of all tokens of an organization', () => {
  it('those that are due are told apart, each holder’s together', () => {
    const [one, two, three] = [token('1'), token('2', ofOtto), token('3')];
    const [unanswered, again] = [
      token('4', { unused: question() }),
      token('5', { lastUsedAt: ago(1), unused: question() }),
    ];
    const due = gather(one, two, three, unanswered, again, token('6', { lastUsedAt: ago(1) }));
    expect(due).toEqual({
      ofHolders: [
        { holder: one.holder, tokens: [one, three], askedAt: ago(14) },
        { holder: two.holder, tokens: [two], askedAt: 0 },
      ],
      ...{ unanswered: [unanswered], usedAgain: [again], ownersAskedAt: 0 },
    });
  });

  it('it is known when its holder and the owners were asked last, whatever is due', () => {
    const kept = { by: mona, reason: 'Yearly.', at: ago(1) };
    const before = [20, 3, 30].map((days, index) =>
      token(String(index + 2), { unused: question({ askedAt: ago(days), ownersAskedAt: ago(days - 1), kept }) }),
    );
    const due = gather(token('1'), ...before);
    expect(due.ofHolders.map(({ askedAt }) => askedAt)).toEqual([ago(3)]);
    expect(due.ownersAskedAt).toBe(ago(2));
  });

  it('nothing is due of none', () => {
    expect(gather()).toEqual({ ofHolders: [], unanswered: [], usedAgain: [], ownersAskedAt: 0 });
  });
});

it('nothing that is planned for a token follows its use', () => {
  expect(nobodyTold).toEqual({ holder: null, planned: [], shownBy: [] });
});

it('a token that is used again is no question any more', () => {
  const steps = noteUsedAgain(gather(token('5', { lastUsedAt: ago(1), unused: question() })), now);
  expect(steps.flatMap(stepsOf)).toEqual(['active_token.use_again active_token:5']);
  expect(steps.flatMap((step) => rowsOf(step, 'active_tokens')).map(({ unused }) => unused)).toEqual([null]);
});

describe('a holder', () => {
  const whom = { slackId: mona.slackId, zone: 'UTC' };
  const due = { holder: token('1').holder, tokens: [token('1'), token('2')], askedAt: 0 };

  it('is asked about all of theirs at once', () => {
    const steps = askHolder(due, whom, now);
    expect(asked(steps)).toEqual([
      ['1', 'U0MONA'],
      ['2', 'U0MONA'],
    ]);
    expect(steps.flatMap(effectsOf)).toEqual([
      ...['unused_token to U0MONA', 'redraw active_token:1'],
      ...['unused_token to U0MONA', 'redraw active_token:2'],
    ]);
    expect(steps.flatMap(({ writes }) => writes.map(({ table }) => table))).toEqual(['active_tokens', 'active_tokens']);
  });

  it.each([
    ['twice a week', { ...due, askedAt: now - 7 * dayMs + 1 }, 'UTC'],
    ['at night', due, 'Asia/Tokyo'],
  ])('is not asked %s', (_, of, zone) => {
    expect(askHolder(of, { ...whom, zone }, now)).toEqual([]);
  });

  it('is not asked about what has ended meanwhile', () => {
    const tokens = [token('1', { status: 'gone' }), token('2')];
    expect(asked(askHolder({ ...due, tokens }, whom, now))).toEqual([['2', 'U0MONA']]);
  });
});

describe('the owners', () => {
  const policy = { digest: { day: 'off', zone: 'UTC' } } as const;
  const unanswered = [token('1', { unused: question() })];

  it('are asked about what nobody answered, and about what nobody can be asked about', () => {
    const { steps, told } = askOwners({ id: acme }, policy, { unanswered, ownersAskedAt: 0 }, [token('2')], now);
    expect(steps.flatMap(stepsOf)).toEqual([
      'active_token.ask_owners active_token:1',
      'active_token.ask_use active_token:2',
    ]);
    expect(steps.flatMap((step) => rowsOf(step, 'active_tokens')).map(({ unused }) => unused)).toEqual([
      question({ ownersAskedAt: now }),
      { askedAt: now, asked: null, ownersAskedAt: now, kept: null },
    ]);
    expect(effectsOf(told)).toEqual(['unused_review to reviewers']);
    expect(keysOf(told)).toEqual([`unused_review:1:${Math.floor(now / dayMs)}`]);
    expect(told.effects).toMatchObject([{ message: { kind: 'unused_review', organizationId: acme } }]);
    expect(told).toEqual({ ...noChange, effects: told.effects });
  });

  it('are asked once a day, in their working hours', () => {
    const nothing = { steps: [], told: noChange };
    expect(askOwners({ id: acme }, policy, { unanswered, ownersAskedAt: now - hourMs }, [], now)).toEqual(nothing);
    const inTokyo = { digest: { day: 'off', zone: 'Asia/Tokyo' } } as const;
    expect(askOwners({ id: acme }, inTokyo, { unanswered, ownersAskedAt: 0 }, [], now)).toEqual(nothing);
  });
});
