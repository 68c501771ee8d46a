import { describe, expect, it } from 'vitest';
import type { Hint } from '../../../src/domain/change.ts';
import type { GithubUserId, TokenId } from '../../../src/domain/ids.ts';
import { handled, planLooks } from '../../../src/domain/looks/plan-looks.ts';

const receivedAt = 1_000;
const never = { pendingListedAt: null, activeListedAt: null };
const plenty = (): number => 50;
let count = 0;

function hint(told: Partial<NonNullable<Hint['told']>> | null): Hint {
  count += 1;
  const nothing = {
    event: 'personal_access_token_request',
    act: 'created',
    patRequestId: null,
    tokenId: null,
    by: null,
  };
  return {
    id: `hint-${count}`,
    version: 1,
    organizationLogin: 'acme',
    key: `key-${count}`,
    told: told === null ? null : { ...nothing, ...told },
    receivedAt,
    handledAt: null,
  };
}

const token = (tokenId: number, holder: string | null = 'mona', by = 'bea'): Hint => hint({ tokenId, holder, by });
const click = (holder: string): Hint => hint({ event: 'click', act: '', holder });
const membership = (act: string, holder: string | null = 'dan'): Hint => hint({ event: 'organization', act, holder });
const account = (id: number | null): GithubUserId | null => id as GithubUserId | null;
const left = (id: number): Hint =>
  hint({ event: 'organization', act: 'member_removed', holder: 'dan', holderId: account(id) });
const gone = (holder: string | null, id: number | null): Hint =>
  hint({ event: 'slack', act: '', holder, holderId: account(id), by: id === 5 ? 'U0MONA' : null });
const lost = (holder: string, id: number, tokenId: number): Hint =>
  hint({ holder, holderId: account(id), lostTokenId: tokenId as TokenId });
const named = (tokenId: number, id: number): Hint => hint({ tokenId, holder: 'dan', holderId: account(id) });

describe('what is looked at', () => {
  it.each([
    ['a token that a webhook names', [token(7)], [{ at: 'tokens', tokenIds: [7] }]],
    ['a token once, however often it is named', [token(7), token(8), token(7)], [{ at: 'tokens', tokenIds: [7, 8] }]],
    [
      'the tokens of whom a click is about, once',
      [click('mona'), click('Mona')],
      [{ at: 'tokens_of', logins: ['mona'] }],
    ],
    ['nothing of somebody who joined', [membership('member_added')], [{ at: 'nothing' }]],
    ['who left', [membership('member_removed')], [{ at: 'leaver', login: 'dan' }]],
    [
      'who left, once',
      [membership('member_removed', 'Dan'), membership('member_removed')],
      [{ at: 'leaver', login: 'dan' }],
    ],
    [
      'who left, by the account that one of the webhooks names',
      [left(9), membership('member_removed')],
      [{ at: 'leaver', login: 'dan', githubId: 9 }],
    ],
    [
      'who was deactivated in Slack, once',
      [gone('dan', 9), gone('mona', 5), gone('dan', 9)],
      [
        { at: 'deactivated', login: 'dan', githubId: 9, slackId: null },
        { at: 'deactivated', login: 'mona', githubId: 5, slackId: 'U0MONA' },
      ],
    ],
    ['everything, where Slack names no account', [gone('dan', null)], [{ at: 'everything' }]],
    ['everything, where Slack names no login', [gone(null, 9)], [{ at: 'everything' }]],
    [
      'of whom tokens are gone, with all of theirs',
      [lost('dan', 9, 71), lost('mona', 5, 72), lost('dan', 9, 73)],
      [
        { at: 'lost', login: 'dan', githubId: 9, tokenIds: [71, 73] },
        { at: 'lost', login: 'mona', githubId: 5, tokenIds: [72] },
      ],
    ],
    ['a token of somebody whose account is named', [named(7, 9)], [{ at: 'tokens', tokenIds: [7] }]],
    ['nothing where it is not said who left', [membership('member_removed', null)], [{ at: 'nothing' }]],
    ['everything, where a webhook names nothing', [hint(null)], [{ at: 'everything' }]],
    ['everything, where it names no token', [hint({ holder: 'mona' })], [{ at: 'everything' }]],
    ['everything, where it is not said whom a click is about', [hint({ event: 'click' })], [{ at: 'everything' }]],
    [
      'what is cheap first, a pass last',
      [hint(null), membership('member_removed'), click('mona'), token(7), membership('member_added')],
      [
        { at: 'nothing' },
        { at: 'tokens', tokenIds: [7] },
        { at: 'tokens_of', logins: ['mona'] },
        { at: 'leaver', login: 'dan' },
        { at: 'everything' },
      ],
    ],
    ['nothing, where there is no hint', [], []],
  ] as const)('is %s', (_name, hints, looks) => {
    const plan = planLooks(hints, never, plenty);
    expect(plan.looks.map(({ look }) => look)).toEqual(looks);
    // Each hint is done with by one look, and none is lost.
    const done = plan.looks.flatMap(({ hints: mine }) => mine.map(({ id }) => id));
    expect(done.toSorted()).toEqual(hints.map(({ id }) => id).toSorted());
  });
});

describe('what a complete listing that began later has shown', () => {
  const later = receivedAt + 1;
  const pending = { pendingListedAt: later, activeListedAt: null };
  const both = { pendingListedAt: later, activeListedAt: later };
  it.each([
    ['a token, by the list of what waits', token(7), pending, 'nothing'],
    [
      'a token, not by one that began in the same instant',
      token(7),
      { ...pending, pendingListedAt: receivedAt },
      'tokens',
    ],
    ['a token, not by the list of what is active', token(7), { ...both, pendingListedAt: null }, 'tokens'],
    ['what a click is about, by the list of what waits', click('mona'), pending, 'nothing'],
    ['everything, by both', hint(null), both, 'nothing'],
    ['everything, not by one', hint(null), pending, 'everything'],
    ['everything of a hint without a token, not by one either', hint({ holder: 'mona' }), pending, 'everything'],
    ['everything, not by the other one', hint(null), { ...both, pendingListedAt: receivedAt }, 'everything'],
    [
      'everything, not by another one of the same instant',
      hint(null),
      { ...both, activeListedAt: receivedAt },
      'everything',
    ],
    ['who left, by none', membership('member_removed'), both, 'leaver'],
    ['who was deactivated, by none', gone('dan', 9), both, 'deactivated'],
    ['whose tokens are gone, by none', lost('dan', 9, 71), both, 'lost'],
  ] as const)('is %s', (_name, one, listed, at) => {
    expect(planLooks([one], listed, plenty).looks.map(({ look }) => look.at)).toEqual([at]);
  });
});

describe('what one person causes', () => {
  it('is bounded by their share, and the hints beyond it are done with', () => {
    const hints = [1, 2, 3, 4, 5].map((id) => token(id));
    const { looks, spent } = planLooks([...hints, token(6, 'dan')], never, (login) => (login === 'mona' ? 2 : 1));
    expect(looks.map(({ look, hints: mine }) => [look, mine.length])).toEqual([
      [{ at: 'tokens', tokenIds: [1, 2, 6] }, 6],
    ]);
    expect([...spent]).toEqual([
      ['mona', 2],
      ['dan', 1],
    ]);
  });

  it('is counted by whose token it is, in whatever case, else by who did it, else together', () => {
    const ofNobody = hint({ tokenId: 4 });
    const { spent } = planLooks([token(1, 'Mona'), token(2, 'mona'), token(3, null, 'bea'), ofNobody], never, plenty);
    expect([...spent]).toEqual([
      ['mona', 2],
      ['bea', 1],
      ['', 1],
    ]);
  });

  it('is counted once for a token', () => {
    expect([...planLooks([token(1), token(1)], never, plenty).spent]).toEqual([['mona', 1]]);
  });

  it('needs a whole look to be left', () => {
    expect(planLooks([token(1)], never, () => 0.9).spent.size).toBe(0);
  });
});

it('a Hint that was looked at asks for nothing any more', () => {
  const before: Hint = {
    ...{ id: 'h', version: 2, organizationLogin: 'acme', key: 'k', told: null, receivedAt: 5, handledAt: null },
  };
  expect(handled(before, 9)).toEqual({ table: 'hints', was: 2, row: { ...before, version: 3, handledAt: 9 } });
});
