import { describe, expect, it } from 'vitest';
import type { SlackUserId } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import type { Excess } from '../../../src/domain/scope/agreement.ts';
import {
  endsTooLate,
  isToBeMade,
  isToBeNarrowed,
  leftWaiting,
  namesAmong,
  possibleRequests,
  takerIn,
  unusedBy,
  waitsForRequest,
} from '../../../src/domain/tokens/possible-requests.ts';
import type { Match, PendingToken } from '../../../src/domain/tokens/token.ts';
import { dossier, now, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, forAcmeCi, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const number = requestNumber(7);
const unsure: Match = { kind: 'unsure', numbers: [requestNumber(9), requestNumber(7), requestNumber(30)] };
const requests: readonly TokenRequest[] = [
  approvedRequest(9),
  pendingRequest(8),
  approvedRequest(7),
  approvedRequest(10, { status: 'claimed', claimedByTokenId: tokenId(71) }),
  approvedRequest(11, { claimedByTokenId: tokenId(71) }),
  pendingRequest(12, { status: 'denied' }),
];

function offered(token: PendingToken, isMachineUser = false): readonly number[] {
  const known = dossier({
    requests,
    holder: { githubId: mona.githubId, slackId: mona.slackId, isMachineUser, ownAccounts: null },
  });
  return possibleRequests(token, known).map((request) => request.number);
}

describe('the request that another token can still use', () => {
  const unused = (number: number | null) =>
    unusedBy(
      number === null
        ? null
        : {
            how: 'closed',
            number: requestNumber(number),
            at: noon,
            by: null,
            as: 'on_github',
            login: null,
            reason: null,
          },
      dossier({ requests }),
    );

  it('is the approved one that an ended token was compared with, and that no token has claimed', () => {
    expect(unused(9)).toBe(9);
    expect([8, 10, 11, 12, 99, null].map(unused)).toEqual([null, null, null, null, null, null]);
    const ofNone = {
      how: 'denied',
      number: null,
      at: noon,
      by: null,
      as: 'on_github',
      login: null,
      reason: null,
    } as const;
    expect(unusedBy(ofNone, dossier({ requests }))).toBeNull();
  });
});

describe('which requests a holder is shown', () => {
  it.each(['open', 'held'] as const)(
    'of a token that is %s and could be for several: just those, as they are asked',
    (status) => {
      expect(offered(waiting({ status, match: unsure }))).toEqual([9, 7]);
    },
  );

  it('of a held token that nobody seems to have asked for: all that no token has claimed, the first ones first', () => {
    expect(offered(waiting({ status: 'held' }))).toEqual([7, 8, 9]);
  });

  it.each<[string, PendingToken]>([
    ['of one that is only being looked at', waiting()],
    ['of one whose request is known', waiting({ status: 'held', match: { kind: 'awaits', number } })],
    ['once they have said', waiting({ status: 'held', answer: { number: null, at: noon } })],
    ['of one that was ended before', waiting({ status: 'held', heldWhy: 'ended_before' })],
    [
      'of one that GitHub refused, though it could be for several',
      waiting({ match: unsure, heldWhy: 'github_refused' }),
    ],
    ...(['approving', 'denying', 'approved', 'denied', 'cancelled', 'expired', 'closed'] as const).flatMap(
      (status): [string, PendingToken][] => [
        [`of one that is ${status}`, waiting({ status, match: unsure })],
        [`of one that is ${status} and unclaimed`, waiting({ status })],
      ],
    ),
  ])('none %s', (_, token) => {
    expect(offered(token)).toEqual([]);
  });

  it('none of a machine user’s', () => {
    expect(offered(waiting({ match: unsure }), true)).toEqual([]);
    expect(offered(waiting({ status: 'held' }), true)).toEqual([]);
  });

  it('of a machine user’s only what its sponsor asked for it', () => {
    const its = (slackId: SlackUserId) =>
      dossier({
        requests: [approvedRequest(9), approvedRequest(7, forAcmeCi), pendingRequest(8, forAcmeCi)],
        holder: { githubId: acmeCi.githubId, slackId, isMachineUser: true, ownAccounts: null },
      });
    const shown = (token: PendingToken, slackId = mona.slackId) =>
      possibleRequests(token, its(slackId)).map(({ number }) => number as number);
    expect(shown(waiting({ match: unsure }))).toEqual([7]);
    expect(shown(waiting({ status: 'held' }))).toEqual([7, 8]);
    expect(shown(waiting({ match: unsure }), bea.slackId)).toEqual([]);
    expect(shown(waiting({ status: 'held' }), bea.slackId)).toEqual([]);
  });
});

const allRepositories: Excess = { kind: 'all_repositories' };
const never: Excess = { kind: 'never_expires' };
const later: Excess = { kind: 'expires_later', latestAt: noon, actualAt: now };

describe('an expiry can’t be edited on GitHub', () => {
  it.each<[string, readonly Excess[], boolean]>([
    ['so one that never ends has to be made anew', [never], true],
    ['so one that ends too late has to be made anew, whatever else is too much', [allRepositories, later], true],
    ['and the rest can be narrowed', [allRepositories], false],
    ['and nothing is too much', [], false],
  ])('%s', (_, excess, is) => {
    expect(endsTooLate(excess)).toBe(is);
  });

  it('so the way to a new token is shown where the one that waits can’t be the one', () => {
    const exceeds = (...excess: readonly Excess[]) => waiting({ match: { kind: 'exceeds', number, excess } });
    expect(isToBeNarrowed(null)).toBe(false);
    expect(isToBeNarrowed(exceeds(later))).toBe(false);
    expect(isToBeNarrowed(exceeds(allRepositories))).toBe(true);
    expect(isToBeNarrowed(waiting({ match: { kind: 'within', number } }))).toBe(true);
  });
});

describe('the token of a request is still to be made', () => {
  const approved = approvedRequest(7);

  it('once that is approved, and none waits that only has to be narrowed', () => {
    expect(isToBeMade(approved, null)).toBe(true);
    expect(isToBeMade(pendingRequest(7), null)).toBe(false);
    expect(isToBeMade(approved, waiting({ match: { kind: 'within', number: requestNumber(7) } }))).toBe(false);
  });

  it('but where it was explained, and exists already', () => {
    const lifetime = { kind: 'until', at: noon } as const;
    expect(isToBeMade({ ...approved, scope: { ...approved.scope, lifetime } }, null)).toBe(false);
  });
});

describe('a waiting token is a request’s own', () => {
  const request = approvedRequest(7);
  const exceeds: Match = { kind: 'exceeds', number, excess: [allRepositories] };
  it.each<[string, Partial<PendingToken>, boolean]>([
    ['where it is what was agreed, under whatever name', { match: { kind: 'exact', number }, tokenName: 'else' }, true],
    ['where it waits for its decision', { match: { kind: 'awaits', number } }, true],
    ['where it goes past it under the same name', { match: exceeds, tokenName: ' Nightly' }, true],
    [
      'where it goes past it and its holder says so',
      { match: exceeds, tokenName: 'else', answer: { number, at: noon } },
      true,
    ],
    ['unless it goes past it under another name', { match: exceeds, tokenName: 'else' }, false],
    [
      'unless it goes past it under another name, and its holder means another one',
      { match: exceeds, tokenName: 'else', answer: { number: requestNumber(8), at: noon } },
      false,
    ],
    ['unless nobody knows', { match: { kind: 'unsure', numbers: [number] } }, false],
    ['unless nobody asked for it', {}, false],
    ['unless it is another one’s', { match: { kind: 'exact', number: requestNumber(8) } }, false],
  ])('%s', (_, some, is) => {
    expect(waitsForRequest(waiting(some), request)).toBe(is);
  });
});

describe('a denial leaves a token on hold', () => {
  const number = requestNumber(7);
  const denied = { number, status: 'denied' } as const;
  it.each<readonly [string, Partial<PendingToken>, Pick<TokenRequest, 'number' | 'status'>, boolean]>([
    ['that waited for it', { match: { kind: 'awaits', number } }, denied, true],
    ['that went past it', { status: 'held', match: { kind: 'exceeds', number, excess: [] } }, denied, true],
    ['that was compared since', { status: 'held', match: { kind: 'unclaimed', was: number } }, denied, true],
    ['but not one that is being denied', { status: 'denying', match: { kind: 'awaits', number } }, denied, false],
    ['but not one of another request', { match: { kind: 'awaits', number: requestNumber(8) } }, denied, false],
    ['but not one that nobody asked for', { match: { kind: 'unclaimed' } }, denied, false],
    ['and only a denial does', { match: { kind: 'awaits', number } }, { number, status: 'withdrawn' }, false],
  ])('%s', (_, row, request, isLeft) => {
    const token = waiting(row);
    expect(leftWaiting([waiting({ match: { kind: 'unclaimed' } }), token], request)).toEqual(isLeft ? [token] : []);
  });

  it('and another one, where several waited for it', () => {
    const [one, other] = [{ tokenName: 'one' }, { tokenName: 'other' }].map((row) =>
      waiting({ ...row, match: { kind: 'awaits', number } }),
    );
    if (one === undefined || other === undefined) throw new Error('no tokens');
    expect(leftWaiting([one, waiting({ match: { kind: 'unclaimed' } }), other], denied)).toEqual([one, other]);
  });
});

describe('the token that a request let in instead', () => {
  const taken: Match = { kind: 'unclaimed', was: number, isTaken: true };
  const claimed = { claimedByTokenId: tokenId(71) };
  it.each<[string, Match, { readonly claimedByTokenId: TokenRequest['claimedByTokenId'] } | null, unknown]>([
    ['is the one that claimed it', taken, claimed, tokenId(71)],
    ['is none where that let it go', taken, { claimedByTokenId: null }, null],
    ['is none where the request is not known', taken, null, null],
    ['is none where it came to nothing', { kind: 'unclaimed', was: number }, claimed, null],
    ['is none of one that waits for it', { kind: 'awaits', number }, claimed, null],
  ])('%s', (_, match, request, is) => {
    expect(takerIn(match, request)).toBe(is);
  });
});

it('names each of several tokens once, and five at most', () => {
  const named = (...names: readonly string[]) => namesAmong(names.map((tokenName) => ({ tokenName })));
  expect(named('one', 'one', 'two')).toEqual({ named: ['one', 'two'], hidden: 0 });
  expect(named('a', 'b', 'c', 'd', 'e')).toEqual({ named: ['a', 'b', 'c', 'd', 'e'], hidden: 0 });
  expect(named('a', 'b', 'c', 'd', 'e', 'f', 'g')).toEqual({ named: ['a', 'b', 'c', 'd', 'e'], hidden: 2 });
});
