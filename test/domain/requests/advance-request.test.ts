import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Review } from '../../../src/domain/person.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { advanceRequest } from '../../../src/domain/requests/advance-request.ts';
import type { RequestAct } from '../../../src/domain/requests/request-act.ts';
import { requestName, type TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { approvedClassic, pendingClassic } from '../../support/sample-classic.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const later = noon + dayMs;
const forTeam = { outcome: 'ask', reviewers: ['team:security'], approvals: 1 } as const;

function review(act: Review['act'], revision: number, some: Partial<Review> = {}): Review {
  return { act, by: bea, revision, at: noon, reason: null, ...some };
}

function changeOf(request: TokenRequest, act: RequestAct): Change {
  const change = advanceRequest(request, act, later);
  if (isRefusal(change)) throw new Error(`refused: ${change.why}`);
  return change;
}

type Step = {
  readonly name: string;
  readonly from: TokenRequest;
  readonly act: RequestAct;
  /** What is different in the row, besides its version and when it changed. */
  readonly row: Partial<TokenRequest>;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly told: 'request_approved' | 'request_news' | null;
};

const asked = pendingRequest(7, {
  version: 3,
  revision: 2,
  policyHash: 'older',
  reviews: [review('approve', 1)],
  remindedAt: noon + 5,
});
const approved = approvedRequest(7, { version: 4, revision: 2, reviews: [review('approve', 2)], policyHash: 'older' });
const claimed: TokenRequest = { ...approved, status: 'claimed', claimedByTokenId: tokenId(70) };

/** Otto approved an earlier revision and this one, and is no reviewer any more. */
const reviewedByOtto: TokenRequest = {
  ...{ ...asked, verdict: { outcome: 'ask', reviewers: ['owners'], approvals: 2 } },
  reviews: [review('approve', 1, { by: otto }), review('approve', 2, { by: otto })],
};
const lost = new Set([otto.githubId]);
const teamBea = { ...bea, as: 'team:security' } as const;
const classic = { madeAt: noon, lastEight: '7f3a9c01', told: 7 } as const;

const untilDate = approvedClassic(7, {
  agreement: { ...agreement(), lifetime: { kind: 'date', date: '2026-07-10' }, lapsesAt: null },
});

const steps: readonly Step[] = [
  {
    name: 'a classic token is approved: nobody sees whether it is made, so that has no end',
    from: pendingClassic(7),
    act: { act: 'approve', by: bea, policyHash: 'newer', unusedDays: 5 },
    row: {
      status: 'approved',
      reviews: [review('approve', 1, { at: later })],
      agreement: {
        ...pendingClassic(7).scope,
        ...{ basis: { by: 'people', people: [bea] }, agreedAt: later, lapsesAt: null },
      },
      policyHash: 'newer',
    },
    actor: 'slack:U0BEA',
    data: { revision: 1, by: 102, policy: 'newer', lapsesAt: null },
    told: 'request_approved',
  },
  {
    name: 'somebody of a team approves it, after one who is no reviewer any more',
    from: reviewedByOtto,
    act: { act: 'approve', by: teamBea, policyHash: 'newer', unusedDays: 5, lost },
    row: {
      status: 'approved',
      reviews: [review('approve', 1, { by: otto }), review('approve', 2, { by: teamBea, at: later })],
      agreement: {
        ...asked.scope,
        ...{ basis: { by: 'people', people: [teamBea] }, agreedAt: later, lapsesAt: later + 5 * dayMs },
      },
      policyHash: 'newer',
    },
    actor: 'slack:U0BEA',
    data: { revision: 2, by: 102, policy: 'newer', lapsesAt: later + 5 * dayMs, as: 'team:security', lost: [103] },
    told: 'request_approved',
  },
  {
    name: 'one of two approves it: it still waits',
    from: reviewedByOtto,
    act: { act: 'review', by: bea, lost },
    row: { reviews: [review('approve', 1, { by: otto }), review('approve', 2, { at: later })] },
    actor: 'slack:U0BEA',
    data: { revision: 2, by: 102, of: 2, lost: [103] },
    told: null,
  },
  {
    name: 'one of two approves it, and all others still count',
    from: { ...reviewedByOtto, reviews: [] },
    act: { act: 'review', by: bea, lost: new Set() },
    row: { reviews: [review('approve', 2, { at: later })] },
    actor: 'slack:U0BEA',
    data: { revision: 2, by: 102, of: 2 },
    told: null,
  },
  {
    name: 'somebody of a team denies it',
    from: pendingRequest(7),
    act: { act: 'deny', by: teamBea, reason: 'Ask for less.' },
    row: { status: 'denied', reviews: [review('deny', 1, { by: teamBea, at: later, reason: 'Ask for less.' })] },
    actor: 'slack:U0BEA',
    data: { revision: 1, by: 102, reason: 'Ask for less.', as: 'team:security' },
    told: 'request_news',
  },
  {
    name: 'its requester says that the classic token is made: what was told of its end stays, where that is a date',
    from: { ...untilDate, classic: { ...classic, madeAt: null, lastEight: null } },
    act: { act: 'make', lastEight: '7f3a9c01', isSeen: false },
    row: { status: 'fulfilled', classic: { ...classic, madeAt: later } },
    actor: 'slack:U0MONA',
    data: { isSeen: false, lastEight: '7f3a9c01' },
    told: 'request_news',
  },
  {
    name: 'its requester says so late, and its days count from then: of that end nothing was told',
    from: approvedClassic(7, { classic: { ...classic, madeAt: null, lastEight: null } }),
    act: { act: 'make', lastEight: '7f3a9c01', isSeen: false },
    row: { status: 'fulfilled', classic: { ...classic, madeAt: later, told: null } },
    actor: 'slack:U0MONA',
    data: { isSeen: false, lastEight: '7f3a9c01' },
    told: 'request_news',
  },
  {
    name: 'GitHub shows that the classic token is made',
    from: approvedClassic(7),
    act: { act: 'make', lastEight: null, isSeen: true },
    row: { status: 'fulfilled', classic: { madeAt: later, lastEight: null, told: null } },
    actor: 'countersign',
    data: { isSeen: true, lastEight: null },
    told: 'request_news',
  },
  {
    name: 'a classic token is decided anew: nothing is known of one that may have been made',
    from: approvedClassic(7, { classic }),
    act: { act: 'reopen', why: 'not_an_owner', because: 'not_a_reviewer', by: bea.slackId, undecidedDays: 4 },
    row: {
      ...{ status: 'pending', revision: 2, agreement: null, undecidedUntil: later + 4 * dayMs },
      classic: { madeAt: null, lastEight: null, told: null },
    },
    actor: 'countersign',
    data: { why: 'not_an_owner', because: 'not_a_reviewer', by: bea.slackId },
    told: 'request_news',
  },
  {
    name: 'nobody decided in time, and the policy names nobody besides',
    from: pendingRequest(7),
    act: { act: 'escalate' },
    row: {},
    actor: 'countersign',
    data: { to: [] },
    told: null,
  },
  {
    name: 'an owner approves it: just what was asked is agreed, until it has not been used for the days of the policy',
    from: asked,
    act: { act: 'approve', by: bea, policyHash: 'newer', unusedDays: 5 },
    row: {
      status: 'approved',
      reviews: [review('approve', 1), review('approve', 2, { at: later })],
      agreement: {
        ...asked.scope,
        basis: { by: 'people', people: [bea] },
        agreedAt: later,
        lapsesAt: later + 5 * dayMs,
      },
      policyHash: 'newer',
    },
    actor: 'slack:U0BEA',
    data: { revision: 2, by: 102, policy: 'newer', lapsesAt: later + 5 * dayMs },
    told: 'request_approved',
  },
  {
    name: 'an owner denies it, with a reason',
    from: asked,
    act: { act: 'deny', by: bea, reason: 'Ask for less.' },
    row: {
      status: 'denied',
      reviews: [review('approve', 1), review('deny', 2, { at: later, reason: 'Ask for less.' })],
    },
    actor: 'slack:U0BEA',
    data: { revision: 2, by: 102, reason: 'Ask for less.' },
    told: 'request_news',
  },
  {
    name: 'an owner takes an approval back that a token has claimed: nothing is agreed any more',
    from: claimed,
    act: { act: 'deny', by: bea, reason: 'On second thoughts.' },
    row: {
      status: 'denied',
      reviews: [review('approve', 2), review('deny', 2, { at: later, reason: 'On second thoughts.' })],
      agreement: null,
      claimedByTokenId: null,
    },
    actor: 'slack:U0BEA',
    data: { revision: 2, by: 102, reason: 'On second thoughts.' },
    told: 'request_news',
  },
  {
    name: 'its requester withdraws it, and needs not be told',
    from: claimed,
    act: { act: 'withdraw' },
    row: { status: 'withdrawn', agreement: null, claimedByTokenId: null },
    actor: 'slack:U0MONA',
    data: {},
    told: null,
  },
  {
    name: 'nobody used it in time',
    from: approved,
    act: { act: 'lapse' },
    row: { status: 'lapsed', agreement: null },
    actor: 'countersign',
    data: {},
    told: 'request_news',
  },
  {
    name: 'its requester left the organization',
    from: claimed,
    act: { act: 'end', why: 'requester_left' },
    row: { status: 'ended', agreement: null, claimedByTokenId: null, endedWhy: 'requester_left' },
    actor: 'countersign',
    data: { why: 'requester_left' },
    told: 'request_news',
  },
  {
    name: 'the owners are reminded that it waits',
    from: pendingRequest(7),
    act: { act: 'remind' },
    row: { remindedAt: later },
    actor: 'countersign',
    data: {},
    told: null,
  },
  {
    name: 'nobody decided in time, and the owners may too',
    from: { ...pendingRequest(7), verdict: { ...forTeam, escalates: { at: later, to: ['owners'] } } },
    act: { act: 'escalate' },
    row: {
      verdict: {
        ...forTeam,
        reviewers: ['team:security', 'owners'],
        escalates: { at: later, to: ['owners'], isDone: true },
      },
    },
    actor: 'countersign',
    data: { to: ['owners'] },
    told: null,
  },
  {
    name: 'it waits for longer, since nobody could decide during an outage',
    from: asked,
    act: { act: 'extend', until: later + 9 },
    row: { undecidedUntil: later + 9, prolongedAt: later },
    actor: 'countersign',
    data: { until: later + 9 },
    told: null,
  },
  {
    name: 'a token claims it, and stays within what was agreed',
    from: approved,
    act: { act: 'claim', tokenId: tokenId(70) },
    row: { status: 'claimed', claimedByTokenId: tokenId(70) },
    actor: 'countersign',
    data: { tokenId: 70 },
    told: null,
  },
  {
    name: 'the token that had claimed it is gone: another one may claim it',
    from: claimed,
    act: { act: 'release', why: 'cancelled' },
    row: { status: 'approved', claimedByTokenId: null },
    actor: 'countersign',
    data: { why: 'cancelled' },
    told: null,
  },
  {
    name: 'whoever approved it is no owner any more: it is decided anew, on a new revision, with the whole time for it',
    from: { ...claimed, remindedAt: noon + 5 },
    act: { act: 'reopen', why: 'not_an_owner', because: 'not_a_reviewer', by: bea.slackId, undecidedDays: 4 },
    row: {
      status: 'pending',
      revision: 3,
      agreement: null,
      claimedByTokenId: null,
      undecidedUntil: later + 4 * dayMs,
      remindedAt: null,
    },
    actor: 'countersign',
    data: { why: 'not_an_owner', because: 'not_a_reviewer', by: bea.slackId },
    told: 'request_news',
  },
  {
    name: 'its token is active',
    from: claimed,
    act: { act: 'fulfil', tokenId: tokenId(70) },
    row: { status: 'fulfilled' },
    actor: 'countersign',
    data: { tokenId: 70 },
    told: 'request_news',
  },
  {
    name: 'GitHub let a token in without asking: it is the token of this request from now on',
    from: approved,
    act: { act: 'fulfil', tokenId: tokenId(71) },
    row: { status: 'fulfilled', claimedByTokenId: tokenId(71) },
    actor: 'countersign',
    data: { tokenId: 71 },
    told: 'request_news',
  },
];

describe.each(steps)('$name', ({ from, act, row, actor, data, told }) => {
  const change = (): Change => changeOf(from, act);

  it('writes the next version of its row, and nothing else', () => {
    expect(change().writes).toEqual([
      {
        table: 'token_requests',
        was: from.version,
        row: { ...from, version: from.version + 1, changedAt: later, ...row },
      },
    ]);
  });

  it('leaves one entry that says who did what', () => {
    expect(change().entries).toEqual([{ at: later, actor, act: `request.${act.act}`, subject: 'PAT-7', data }]);
  });

  it('draws every copy of it anew, and tells the requester where that is news', () => {
    const { effects, cancels } = change();
    const news = {
      kind: 'post',
      key: `${told}:PAT-7:v${from.version + 1}`,
      to: { to: 'person', slackId: 'U0MONA', organizationId: 1 },
      message: { kind: told, number: 7 },
    };
    expect(effects).toEqual([
      { kind: 'redraw', subject: { of: 'request', number: 7 } },
      ...(told === null ? [] : [news]),
    ]);
    expect(cancels ?? []).toEqual([]);
  });
});

it('a message to the requester has a key of its own at every step, or the outbox would take it for one that was sent', () => {
  const keys = [asked, { ...asked, version: 9 }].flatMap(({ version }) =>
    changeOf({ ...asked, version }, { act: 'deny', by: bea, reason: 'No.' }).effects.map((effect) =>
      effect.kind === 'post' ? effect.key : '',
    ),
  );
  expect(keys).toEqual(['', 'request_news:PAT-7:v4', '', 'request_news:PAT-7:v10']);
});

describe('whoever comes second', () => {
  const denial = review('deny', 1, { reason: 'Ask for less.', at: noon + 3 });
  const denied = pendingRequest(7, { status: 'denied', reviews: [denial], changedAt: noon + 3 });

  it('is told who decided what, and when', () => {
    expect(advanceRequest(denied, { act: 'approve', by: bea, policyHash: 'h', unusedDays: 7 }, later)).toEqual({
      refused: true,
      why: 'request_already',
      number: 7,
      status: 'denied',
      review: denial,
      at: noon + 3,
    });
  });

  it('is not told of a review that a new revision voided', () => {
    const lapsed: TokenRequest = { ...denied, status: 'lapsed', revision: 2 };
    expect(advanceRequest(lapsed, { act: 'withdraw' }, later)).toMatchObject({ status: 'lapsed', review: null });
  });

  it.each(['approved', 'claimed', 'fulfilled', 'withdrawn', 'lapsed', 'ended'] as const)(
    'approves nothing that is %s',
    (status) => {
      const act = { act: 'approve', by: bea, policyHash: 'h', unusedDays: 7 } as const;
      expect(advanceRequest({ ...approved, status }, act, later)).toMatchObject({ refused: true, status });
    },
  );
});

it('an answer where nobody asked changes no question, and no letter tells of it', () => {
  const change = changeOf(asked, { act: 'answer', place: 1, text: 'So.' });
  expect(change.writes).toMatchObject([{ row: { inquiries: [] } }]);
  expect(change.effects).toEqual([{ kind: 'redraw', subject: { of: 'request', number: 7 } }]);
});

it('that nobody could decide any more is the owners’ too, and the requester learns it', () => {
  const escalates = { at: noon, to: ['owners', 'user:carl'] } as const;
  const asked = pendingRequest(7);
  const request = { ...asked, verdict: { ...asked.verdict, reviewers: ['team:security'] as const, escalates } };
  const change = changeOf(request, { act: 'escalate', isLeftToOwners: true });
  const [write] = change.writes;
  expect(write).toMatchObject({
    row: {
      status: 'pending',
      revision: 1,
      verdict: {
        reviewers: ['team:security', 'owners'],
        isLeftToOwners: true,
        escalates: { at: noon, to: ['user:carl'] },
      },
    },
  });
  expect(change.entries).toMatchObject([
    { actor: 'countersign', act: 'request.escalate', data: { to: ['owners'], leftToOwners: true } },
  ]);
  expect(change.effects).toContainEqual({
    kind: 'post',
    key: 'request_news:PAT-7:v2',
    to: { to: 'person', slackId: 'U0MONA', organizationId: 1 },
    message: { kind: 'request_news', number: 7, isLeftToOwners: true },
  });
  const only = changeOf(
    { ...request, verdict: { ...request.verdict, escalates: { ...escalates, to: ['owners'] } } },
    {
      act: 'escalate',
      isLeftToOwners: true,
    },
  );
  expect(JSON.stringify(only.writes)).not.toContain('escalates');
  // Where it was to come to nobody later, it is to come to nobody now.
  const { escalates: _, ...once } = request.verdict;
  const alone = changeOf({ ...request, verdict: once }, { act: 'escalate', isLeftToOwners: true });
  const verdict = { ...once, reviewers: ['team:security', 'owners'], isLeftToOwners: true };
  expect(alone.writes).toEqual([expect.objectContaining({ row: expect.objectContaining({ verdict }) })]);
});

it('people know a request by PAT and its number', () => {
  expect(requestName(asked.number)).toBe('PAT-7');
});

it('reminds the reviewers at the requester’s wish, in their name, and changes nothing else', () => {
  const request = pendingRequest(7);
  const change = advanceRequest(request, { act: 'nudge', by: mona }, noon);
  if (isRefusal(change)) throw new Error('it was refused');
  expect(change.writes).toMatchObject([{ row: { ...request, version: request.version + 1 } }]);
  expect(change.entries).toMatchObject([{ actor: 'slack:U0MONA', act: 'request.nudge', subject: 'PAT-7' }]);
  expect(change.effects).toContainEqual({
    ...{ kind: 'post', key: 'requests_waiting:PAT-7:v2', to: { to: 'reviewers', organizationId: 1 } },
    message: { kind: 'requests_waiting', numbers: [7], nudgedBy: 'U0MONA' },
  });
});
