// A token that waited for a request, or was held against it: what becomes of it once that came to nothing, and what of that is told.
import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/domain/person.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { comparedWith } from '../../../src/domain/tokens/advance-pending-token.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { endingOf } from '../../../src/domain/tokens/ending.ts';
import { matchWaiting } from '../../../src/domain/tokens/match-waiting.ts';
import { isUnexplained, mayExplain } from '../../../src/domain/tokens/reasons-against-token.ts';
import type { ActiveToken, Match, PendingToken, Revocation } from '../../../src/domain/tokens/token.ts';
import { changeOf, messagesOf, rowOf, stepsOf } from '../../support/read-change.ts';
import {
  dossier,
  grant,
  listedWaiting,
  now,
  patId,
  patRequestId,
  requestNumber,
  sighting,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea, otto } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest } from '../../support/sample-requests.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const number = requestNumber(7);
const at = noon + 500_000;
const denial: Review = { act: 'deny', by: bea, revision: 1, at, reason: 'Use the App.' };
const denied = pendingRequest(7, { status: 'denied', reviews: [denial] });
const awaits: Match = { kind: 'awaits', number };
const ending = { how: 'request_denied', number, at, by: bea, as: 'reviewer', login: null, reason: 'Use the App.' };
const self = 'pending_token:pending-1-501';

describe('a denied request', () => {
  it.each<readonly [what: string, row: Partial<PendingToken>]>([
    ['that it waited for', { match: awaits }],
    ['that it went past', { status: 'held', match: { kind: 'exceeds', number, excess: [] } }],
    ['that covered it', { match: { kind: 'within', number } }],
    ['that it had waited for, as its row says', { status: 'held', match: { kind: 'unclaimed', was: number } }],
    ['of one that was taken back in the same instant', { status: 'cancelled', match: awaits, changedAt: at }],
  ])('%s is an ending of the token', (_, row) => {
    expect(endingOf(dossier({ pendingTokens: [waiting(row)], requests: [denied] }))).toEqual(ending);
  });

  it.each<readonly [what: string, row: Partial<PendingToken>, request: TokenRequest]>([
    ['another', { match: { kind: 'awaits', number: requestNumber(8) } }, denied],
    ['one of two that it could be for', { match: { kind: 'unsure', numbers: [number] } }, denied],
    ['none that was asked for', { match: { kind: 'unclaimed' } }, denied],
    ['one that waits still', { match: awaits }, pendingRequest(7, { reviews: [denial] })],
    ['one that was withdrawn', { match: awaits }, pendingRequest(7, { status: 'withdrawn' })],
    ['one that was denied on another revision', { match: awaits }, { ...denied, revision: 2 }],
    [
      'one that was denied after it had been taken back',
      { status: 'cancelled', match: awaits, changedAt: at - 1 },
      denied,
    ],
  ])('is none of the token of %s', (_, row, request) => {
    expect(endingOf(dossier({ pendingTokens: [waiting(row)], requests: [request] }))).toBeNull();
  });

  it('is one until a person has let the token in', () => {
    const approved = waiting({
      ...{ patRequestId: patRequestId(502), status: 'approved', agreement: agreement(), changedAt: at + 1 },
    });
    const row = waiting({ status: 'cancelled', match: awaits, changedAt: at });
    expect(endingOf(dossier({ pendingTokens: [row, approved], requests: [denied] }))).toBeNull();
  });
});

describe('what ended it earlier is told', () => {
  const byBea: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null };
  const revoked = grant({ status: 'revoked', revocation: byBea, changedAt: noon + 100 });
  const review = { act: 'deny', by: bea, revision: 2, at: noon, reason: 'Not so.' } as const;
  const deniedAt = (changedAt: number, some: Partial<PendingToken> = {}) =>
    waiting({ patRequestId: patRequestId(changedAt), status: 'denied', changedAt, ...some });
  const told = (story: Partial<Dossier>) =>
    [endingOf(dossier(story))].flatMap((one) => [one, ...(one?.earlier ?? [])]).map((one) => [one?.how, one?.at]);

  it('where it was revoked, though it was denied since', () => {
    expect(told({ activeTokens: [revoked], pendingTokens: [deniedAt(at)] })).toEqual([
      ['denied', at],
      ['revoked', noon + 100],
    ]);
  });

  it('where a reason was given; of what only stopped waiting nothing is', () => {
    const closed = waiting({ patRequestId: patRequestId(1), status: 'closed', changedAt: noon + 300 });
    const reasoned = deniedAt(noon + 200, { reviews: [review] });
    expect(told({ pendingTokens: [reasoned, closed, deniedAt(at)] })).toEqual([
      ['denied', at],
      ['denied', noon + 200],
    ]);
  });

  it('two at the most, revocations first and then the newest', () => {
    const reasoned = [200, 300].map((later) => deniedAt(noon + later, { reviews: [review] }));
    expect(told({ activeTokens: [revoked], pendingTokens: [...reasoned, deniedAt(at)] })).toEqual([
      ['denied', at],
      ['revoked', noon + 100],
      ['denied', noon + 300],
    ]);
  });

  it('but not what a person has undone since', () => {
    const letIn: ActiveToken = grant({ patId: patId(702), firstSeenAt: noon + 150, status: 'gone', changedAt: at - 1 });
    const after = deniedAt(at, { reviews: [review] });
    expect(told({ activeTokens: [revoked, letIn], pendingTokens: [after] })).toEqual([['denied', at]]);
  });

  it('and nothing is added where there was nothing', () => {
    expect(endingOf(dossier({ pendingTokens: [deniedAt(at)] }))).not.toHaveProperty('earlier');
  });
});

describe('a waiting token whose request came to nothing', () => {
  const byOtto: Revocation = { by: otto, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null };
  const looked = (row: PendingToken, requests: readonly TokenRequest[], story: Partial<Dossier> = {}) =>
    changeOf(
      matchWaiting(
        dossier({ ...story, pendingTokens: [...(story.pendingTokens ?? []), row], requests }),
        sighting({ waiting: { listed: [listedWaiting()], isById: true } }),
        now,
      ),
    );

  it('is held as one that was ended, and remembers the request that was denied', () => {
    const change = looked(waiting({ match: awaits }), [denied, approvedRequest(9)]);
    expect(stepsOf(change)).toEqual([`pending_token.hold ${self}`]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      ...{ status: 'held', heldWhy: 'ended_before', match: { kind: 'unclaimed', was: 7 } },
    });
    // Its holder reads it with the denial.
    expect(messagesOf(change)).toEqual(['pending_token_card to reviewers']);
  });

  it.each<readonly [string, Partial<PendingToken>, Partial<Dossier>]>([
    ['it was covered by what was denied', { match: { kind: 'within', number } }, {}],
    ['it was not compared with anything by then', { match: { kind: 'unclaimed', was: number } }, {}],
    [
      'it was revoked before',
      { match: awaits },
      { activeTokens: [grant({ status: 'revoked', revocation: byOtto, changedAt: noon + 100 })] },
    ],
    [
      'another was denied, which it had waited for before',
      { match: { kind: 'awaits', number: requestNumber(9) } },
      {
        pendingTokens: [
          waiting({ id: 'old', patRequestId: patRequestId(400), match: awaits, status: 'cancelled', changedAt: at }),
        ],
      },
    ],
  ])('is told to its holder as held where %s', (_, row, story) => {
    const { pendingTokens = [], ...known } = story;
    const change = looked(waiting(row), [denied, pendingRequest(9)], { ...known, pendingTokens });
    expect(messagesOf(change)).toEqual(['pending_token_card to reviewers', 'pending_token_held to U0MONA']);
  });

  it.each(['withdrawn', 'lapsed', 'ended'] as const)(
    'remembers the one that was %s, and is held like any other',
    (status) => {
      const row = waiting({ match: awaits });
      const over = pendingRequest(7, { status });
      const held = rowOf(looked(row, [over]), 'pending_tokens');
      expect(held).toMatchObject({ status: 'held', heldWhy: null, match: { kind: 'unclaimed', was: 7 } });
      expect(stepsOf(looked(held, [over]))).toEqual([]);
      // The next request is one like any.
      expect(rowOf(looked(held, [over, pendingRequest(9)]), 'pending_tokens').match).toEqual({
        kind: 'awaits',
        number: 9,
      });
    },
  );

  it.each<readonly [what: string, requests: readonly TokenRequest[]]>([
    ['another token has used', [approvedRequest(7, { status: 'fulfilled' })]],
    ['is not known', []],
  ])('remembers none that %s', (_, requests) => {
    const held = rowOf(looked(waiting({ match: awaits }), requests), 'pending_tokens');
    expect(held.match).toEqual({ kind: 'unclaimed' });
  });
});

it.each<readonly [match: Match, number: number | null]>([
  [awaits, 7],
  [{ kind: 'exceeds', number, excess: [] }, 7],
  [{ kind: 'unclaimed', was: number }, 7],
  [{ kind: 'unclaimed' }, null],
  [{ kind: 'unsure', numbers: [number] }, null],
])('what a token is compared with is one request or none (%#)', (match, compared) => {
  expect(comparedWith(match)).toBe(compared);
});

describe('the holder of a token whose request was denied', () => {
  const held = waiting({ status: 'held', heldWhy: 'ended_before', match: { kind: 'unclaimed', was: number } });
  const revoked = grant({
    ...{ id: 'before', status: 'revoked', changedAt: noon + 100_000 },
    revocation: { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon + 100_000, refused: null },
  });

  it('may explain it again: that was about the request', () => {
    expect(isUnexplained(held)).toBe(true);
    expect(mayExplain(held, dossier({ pendingTokens: [held], requests: [denied] }), now)).toBe(true);
  });

  it.each<readonly [what: string, token: PendingToken, known: Partial<Dossier>]>([
    ['where the token itself was revoked before', held, { requests: [denied], activeTokens: [revoked] }],
    ['where the token itself was revoked, and no request was denied', held, { activeTokens: [revoked] }],
    ['where what had ended it stands no more', held, {}],
    [
      'where it never waited for a request',
      { ...held, match: { kind: 'unclaimed' } },
      { requests: [denied], activeTokens: [revoked] },
    ],
  ])('may not %s', (_, token, some) => {
    expect(mayExplain(token, dossier({ pendingTokens: [token], ...some }), now)).toBe(false);
  });

  it('is asked for no explanation of a token that is held for another reason, or never waited for one', () => {
    expect(isUnexplained({ ...held, heldWhy: 'observing' })).toBe(false);
    expect(isUnexplained({ ...held, match: { kind: 'unclaimed' } })).toBe(false);
  });
});
