import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs, type Instant } from '../../../src/domain/ids.ts';
import { outageMs } from '../../../src/domain/notices/deadline.ts';
import { type LapseFacts, lapse } from '../../../src/domain/requests/lapse.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { rowOf, stepsOf } from '../../support/read-change.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const minuteMs = 60_000;
const deadline = noon + 7 * dayMs;
const justAfter = deadline + 5 * minuteMs;

/** Both lists were read a minute ago, and for a week without an outage. */
const steady: LapseFacts['organization'] = {
  upSince: noon,
  pendingListedAt: justAfter - minuteMs,
  activeListedAt: justAfter - minuteMs,
  unread: { pending: [], active: [] },
};

function known(some: Partial<LapseFacts['organization']> = {}, waiting: LapseFacts['waiting'] = null): LapseFacts {
  return { organization: { ...steady, ...some }, waiting };
}

const undecided = pendingRequest(7, { undecidedUntil: deadline });
const unused = approvedRequest(7, { agreement: { ...agreement(), lapsesAt: deadline } });

/** Undecided, and for a token until so many days after its deadline. */
const dated = (days: number): TokenRequest => ({
  ...undecided,
  scope: {
    ...undecided.scope,
    lifetime: { kind: 'date', date: new Date(deadline + days * dayMs).toISOString().slice(0, 10) },
  },
});
const justBack = { upSince: justAfter - minuteMs };

type Given = readonly [behaviour: string, request: TokenRequest, facts: LapseFacts];

describe('a request whose time is over', () => {
  it.each<Given>([
    ['lapses when nobody decided it', undecided, known()],
    ['lapses when nobody used its approval', unused, known()],
    [
      'lapses undecided though what is active was not listed since',
      undecided,
      known({ activeListedAt: deadline - minuteMs }),
    ],
    ['lapses undecided though nothing active was ever listed', undecided, known({ activeListedAt: null })],
    [
      'lapses undecided though a token can’t be read',
      undecided,
      known({ unread: { pending: [tokenId(9)], active: [tokenId(8)] } }),
    ],
    ['lapses undecided though its token waits for an owner on GitHub', undecided, known({}, { heldWhy: 'observing' })],
    ['lapses unused though a token that goes past it waits', unused, known({}, { heldWhy: null })],
    ['lapses unused though the token that waits was held', unused, known({}, { heldWhy: 'github_refused' })],
    [
      'lapses undecided after the one day that an outage gave it',
      { ...undecided, prolongedAt: noon + dayMs },
      known({ upSince: justAfter - minuteMs }),
    ],
    ['lapses undecided on the day of its end, which an outage puts off for nobody', dated(0), known(justBack)],
    [
      'lapses unused in the day after an outage: an owner is not needed to use it',
      unused,
      known({ upSince: justAfter - minuteMs }),
    ],
  ])('%s', (_, request, facts) => {
    const change = lapse(request, facts, justAfter);
    expect(stepsOf(change)).toEqual(['request.lapse PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'lapsed', agreement: null });
  });

  it('has a day more in which to be decided after an outage', () => {
    const upSince = justAfter - minuteMs;
    const change = lapse(undecided, known({ upSince }), justAfter);
    expect(stepsOf(change)).toEqual(['request.extend PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({
      ...{ status: 'pending', undecidedUntil: upSince + dayMs, prolongedAt: justAfter },
    });
  });
});

describe('a request for a token until a day', () => {
  it.each([
    ['has a day more after an outage, if that is before its own', 2, justBack.upSince + dayMs],
    ['has no more than until its own day begins', 1, Math.floor(deadline / dayMs + 1) * dayMs],
  ])('%s', (_, days, undecidedUntil) => {
    expect(rowOf(lapse(dated(days), known(justBack), justAfter), 'token_requests')).toMatchObject({ undecidedUntil });
  });
});

describe('a request stays as it is', () => {
  it.each<readonly [behaviour: string, request: TokenRequest, now: Instant]>([
    ['before its time to be decided is over', undecided, deadline - 1],
    ['before its time to be used is over', unused, deadline - 1],
    ['while an outage goes on', undecided, justAfter - minuteMs + outageMs],
  ])('%s', (_, request, now) => {
    expect(lapse(request, known(), now)).toBe(noChange);
  });

  it.each<Given>([
    ['undecided until what waits was listed since', undecided, known({ pendingListedAt: deadline })],
    ['undecided where what waits was never listed', undecided, known({ pendingListedAt: null })],
    ['unused until what waits was listed since', unused, known({ pendingListedAt: deadline })],
    ['unused until what is active was listed since', unused, known({ activeListedAt: deadline })],
    ['unused where what waits was never listed', unused, known({ pendingListedAt: null })],
    ['unused where nothing active was ever listed', unused, known({ activeListedAt: null })],
    ['unused while a token that waits can’t be read', unused, known({ unread: { pending: [tokenId(9)], active: [] } })],
    [
      'unused while a token that is active can’t be read',
      unused,
      known({ unread: { pending: [], active: [tokenId(9)] } }),
    ],
    ['unused while its token waits for an owner on GitHub', unused, known({}, { heldWhy: 'observing' })],
    [
      'when its approval can be used at any time',
      approvedRequest(7, { agreement: { ...agreement(), lapsesAt: null } }),
      known(),
    ],
    ['when it is approved without an Agreement', approvedRequest(7, { agreement: null }), known()],
    ['once a token has claimed it', { ...unused, status: 'claimed', claimedByTokenId: tokenId(9) }, known()],
    ['once it is over', { ...undecided, status: 'withdrawn' }, known()],
  ])('%s', (_, request, facts) => {
    expect(lapse(request, facts, justAfter)).toBe(noChange);
  });
});
