import { describe, expect, it } from 'vitest';
import {
  activeTokenTransitions,
  classicTokenTransitions,
  nextActiveTokenStatus,
  nextClassicTokenStatus,
  nextPendingTokenStatus,
  nextRequestStatus,
  pendingTokenTransitions,
  requestTransitions,
} from '../../src/domain/lifecycle.ts';

// Written from the design's sentences, not from the table: every line is `state act -> state`, and what is not here is refused.
const requests = `
  pending approve -> approved
  pending review -> pending
  pending deny -> denied
  pending withdraw -> withdrawn
  pending lapse -> lapsed
  pending end -> ended
  pending extend -> pending
  pending fulfil -> fulfilled
  pending remind -> pending
  pending nudge -> pending
  pending ask -> pending
  pending answer -> pending
  pending escalate -> pending
  pending adjust -> pending
  pending accept_offer -> approved
  pending narrow -> pending
  pending void_offer -> pending
  approved claim -> claimed
  approved deny -> denied
  approved reopen -> pending
  approved withdraw -> withdrawn
  approved lapse -> lapsed
  approved fulfil -> fulfilled
  approved make -> fulfilled
  approved end -> ended
  claimed fulfil -> fulfilled
  claimed deny -> denied
  claimed release -> approved
  claimed reopen -> pending
  claimed withdraw -> withdrawn
  claimed end -> ended`;
const observed = (state: string): string => `
  ${state} observe_approved -> approved
  ${state} observe_denied -> denied
  ${state} cancel -> cancelled
  ${state} expire -> expired
  ${state} vanish -> closed`;
const pendingTokens = `
  open rescope -> open
  open await -> open
  open ask -> open
  open answer -> open
  open hold -> held
  open review -> open
  open outdate -> open
  open start_approving -> approving
  open start_denying -> denying
  held rescope -> open
  held await -> open
  held ask -> open
  held answer -> open
  held hold -> held
  held review -> held
  held outdate -> held
  held start_approving -> approving
  held start_denying -> denying
  approving send -> approving
  approving reopen -> open
  denying send -> denying
  denying reopen -> open
  expired relist -> open
  closed relist -> open
  closed cancel -> cancelled
  closed observe_denied -> denied
  ${observed('open')}${observed('held')}${observed('approving')}${observed('denying')}`;
const activeTokens = `
  active ask_use -> active
  active ask_owners -> active
  active keep -> active
  active use_again -> active
  active observe -> active
  active exceed -> exceeding
  active accept -> active
  active attach -> active
  active start_revoking -> revoking
  active expire -> expired
  active vanish -> gone
  active supersede -> gone
  exceeding ask_use -> exceeding
  exceeding ask_owners -> exceeding
  exceeding keep -> exceeding
  exceeding use_again -> exceeding
  exceeding observe -> exceeding
  exceeding exceed -> exceeding
  exceeding return_within -> active
  exceeding accept -> active
  exceeding attach -> active
  exceeding pass_deadline -> exceeding
  exceeding ask_channel -> exceeding
  exceeding follow_mode -> exceeding
  exceeding extend -> exceeding
  exceeding start_revoking -> revoking
  exceeding expire -> expired
  exceeding vanish -> gone
  exceeding supersede -> gone
  revoking observe -> revoking
  revoking send -> revoking
  revoking observe_revoked -> revoked
  revoking abandon_revoking -> active
  revoking stay_exceeding -> exceeding
  revoking expire -> expired
  revoking supersede -> gone
  revoked come_back -> active
  gone come_back -> active
  expired come_back -> active`;

const classicTokens = `
  active observe -> active
  active attach -> active
  active tell -> active
  active start_revoking -> revoking
  active vanish -> gone
  active come_back -> active
  revoking observe -> revoking
  revoking tell -> revoking
  revoking observe_revoked -> revoked
  revoking abandon_revoking -> active
  revoked come_back -> active
  gone come_back -> active`;

function lines(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((words) => words.length === 4)
      .map(([state, act, , next]) => [`${state} ${act}`, next ?? '']),
  );
}

const kinds = [
  { kind: 'a request', table: requestTransitions, next: nextRequestStatus, expected: lines(requests) },
  {
    kind: 'a pending token',
    table: pendingTokenTransitions,
    next: nextPendingTokenStatus,
    expected: lines(pendingTokens),
  },
  {
    kind: 'an active token',
    table: activeTokenTransitions,
    next: nextActiveTokenStatus,
    expected: lines(activeTokens),
  },
  {
    kind: 'a classic token',
    table: classicTokenTransitions,
    next: nextClassicTokenStatus,
    expected: lines(classicTokens),
  },
];

describe.each(kinds)('$kind', ({ table, next, expected }) => {
  const acts = new Set([
    ...[...expected.keys()].map((pair) => pair.split(' ')[1] ?? ''),
    ...Object.values<object>(table).flatMap((from) => Object.keys(from)),
  ]);
  const pairs = Object.keys(table).flatMap((state) => [...acts].map((act) => ({ state, act })));

  it.each(pairs)('$state, $act: goes where the design says, or nowhere', ({ state, act }) => {
    expect((next as (state: string, act: string) => string | null)(state, act)).toBe(
      expected.get(`${state} ${act}`) ?? null,
    );
  });
});

it('nothing leads out of a terminal state of a request or of a pending token', () => {
  const terminal = ['fulfilled', 'denied', 'withdrawn', 'lapsed', 'ended'] as const;
  expect(terminal.map((state) => requestTransitions[state])).toEqual(terminal.map(() => ({})));
  const settled = ['approved', 'denied', 'cancelled'] as const;
  expect(settled.map((state) => pendingTokenTransitions[state])).toEqual(settled.map(() => ({})));
});
