import { describe, expect, it } from 'vitest';
import type { Review } from '../../../src/domain/person.ts';
import {
  advancePendingToken,
  findPendingToken,
  namedIn,
  nobodyTold,
  type PendingTokenAct,
  type PendingTokenContext,
} from '../../../src/domain/tokens/advance-pending-token.ts';
import type { Match, PendingToken } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, keysOf } from '../../support/read-change.ts';
import { copyOf, now, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const toMona: PendingTokenContext = { holder: mona.slackId, copies: [] };
const within: Match = { kind: 'within', number: requestNumber(7) };
const awaits: Match = { kind: 'awaits', number: requestNumber(7) };
const unsure: Match = { kind: 'unsure', numbers: [requestNumber(7), requestNumber(8)] };
const exceeds: Match = { kind: 'exceeds', number: requestNumber(7), excess: [{ kind: 'all_repositories' }] };
const self = { of: 'pending_token', id: 'pending-1-501' } as const;
const selfDrawn = 'redraw pending_token:pending-1-501';
const wider = actual({ access: { selection: 'all' }, createdAt: noon + 5 });

function review(act: Review['act'], revision: number, some: Partial<Review> = {}): Review {
  return { act, by: bea, revision, at: noon, reason: null, ...some };
}

it('the requests that a match names', () => {
  const accepted: Match = { kind: 'within', number: null };
  const none: Match = { kind: 'unclaimed' };
  expect([within, awaits, exceeds, unsure, accepted, none].map(namedIn)).toEqual([[7], [7], [7], [7, 8], [], []]);
});

type Step = {
  readonly name: string;
  readonly from: PendingToken;
  readonly act: PendingTokenAct;
  readonly context?: PendingTokenContext;
  /** What is different in the row, besides its version and when it changed. */
  readonly row: Partial<PendingToken>;
  readonly actor?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly effects: readonly string[];
  readonly keys?: readonly string[];
};

const open = waiting({
  match: within,
  agreement: agreement(),
  heldWhy: 'github_refused',
  answer: { number: null, at: noon },
});
const held = waiting({ status: 'held', match: exceeds });
const approving = waiting({ status: 'approving', match: within, agreement: agreement() });
const cardKey = 'pending_token_card:pending-1-501';
const heldKey = 'pending_token_held:pending-1-501:v4';
const newsKey = 'pending_token_news:pending-1-501:v4';

const steps: readonly Step[] = [
  {
    name: 'its scope changed: all that was decided or said of the old one is void',
    from: open,
    act: { act: 'rescope', scope: wider, tokenName: 'renamed' },
    row: {
      status: 'open',
      scope: { ...wider, createdAt: noon },
      tokenName: 'renamed',
      revision: 3,
      agreement: null,
      heldWhy: null,
      answer: null,
    },
    data: { scope: wider },
    effects: [selfDrawn, 'redraw PAT-7'],
  },
  {
    name: 'GitHub tells of an earlier moment in which it was created: its lifetime counts from that',
    from: waiting(),
    act: { act: 'rescope', scope: actual({ createdAt: noon - 5 }), tokenName: 'nightly' },
    row: { scope: actual({ createdAt: noon - 5 }), revision: 3 },
    data: { scope: actual({ createdAt: noon - 5 }) },
    effects: [selfDrawn],
  },
  {
    name: 'GitHub lists it again after all',
    from: waiting({ status: 'closed', scope: actual({ createdAt: null }) }),
    act: { act: 'relist', scope: wider, tokenName: 'nightly' },
    row: { status: 'open', scope: wider, revision: 3 },
    data: { scope: wider },
    effects: [selfDrawn],
  },
  {
    name: 'nothing tells any more when it was created: the first that was told stands',
    from: waiting({ status: 'expired' }),
    act: { act: 'relist', scope: actual({ createdAt: null }), tokenName: 'nightly' },
    row: { status: 'open', scope: actual({ createdAt: noon }), revision: 3 },
    data: { scope: actual({ createdAt: null }) },
    effects: [selfDrawn],
  },
  {
    name: 'GitHub lists it again after it was denied, and expired before GitHub took that: it was denied all the same',
    from: waiting({ status: 'expired', reviews: [review('deny', 1), review('deny', 2)] }),
    act: { act: 'relist', scope: wider, tokenName: 'nightly' },
    row: {
      ...{ status: 'open', scope: { ...wider, createdAt: noon }, revision: 3 },
      reviews: [review('deny', 1), review('deny', 2, { isUntaken: true })],
    },
    data: { scope: wider },
    effects: [selfDrawn],
  },
  {
    name: 'a pending request would cover it',
    from: { ...open, status: 'held' },
    act: { act: 'await', match: awaits },
    row: { status: 'open', match: awaits, agreement: null, heldWhy: null },
    data: { match: awaits },
    effects: [selfDrawn, 'redraw PAT-7'],
  },
  {
    name: 'another request than before is meant: the one before is drawn anew too, or it would go on speaking of the token',
    from: waiting({ match: awaits }),
    act: {
      act: 'start_approving',
      match: { kind: 'exact', number: requestNumber(8) },
      agreement: agreement(),
      by: null,
    },
    row: { status: 'approving', match: { kind: 'exact', number: requestNumber(8) }, agreement: agreement() },
    data: { match: { kind: 'exact', number: 8 }, agreement: agreement(), by: null },
    effects: [selfDrawn, 'redraw PAT-7', 'redraw PAT-8', 'approve pending-1-501 on GitHub'],
    keys: ['approve:pending-1-501:v4'],
  },
  {
    name: 'its holder is asked which request it is for',
    from: open,
    act: { act: 'ask', match: unsure },
    context: toMona,
    row: { status: 'open', match: unsure, agreement: null, heldWhy: null },
    data: { match: unsure },
    effects: [selfDrawn, 'redraw PAT-7', 'redraw PAT-8', 'pending_token_held to U0MONA'],
    keys: [heldKey],
  },
  {
    name: 'its holder is asked in the message that they have',
    from: open,
    act: { act: 'ask', match: unsure },
    context: { ...toMona, copies: [copyOf(self, 'pending_token_held')] },
    row: { status: 'open', match: unsure, agreement: null, heldWhy: null },
    data: { match: unsure },
    effects: [selfDrawn, 'redraw PAT-7', 'redraw PAT-8'],
    keys: [],
  },
  {
    name: 'its holder says which request it is for, and approves nothing by that',
    from: held,
    act: { act: 'answer', number: requestNumber(7), by: mona },
    row: { status: 'open', answer: { number: requestNumber(7), at: now } },
    actor: 'slack:U0MONA',
    data: { number: 7, by: 101 },
    effects: [selfDrawn, 'redraw PAT-7'],
  },
  {
    name: 'it is held for a person: the reviewers get a card, its holder is told',
    from: open,
    act: { act: 'hold', match: exceeds, why: null },
    context: toMona,
    row: { status: 'held', match: exceeds, agreement: null, heldWhy: null },
    data: { match: exceeds, why: null },
    effects: ['pending_token_card to reviewers', selfDrawn, 'redraw PAT-7', 'pending_token_held to U0MONA'],
    keys: [cardKey, heldKey],
  },
  {
    name: 'it is held, and nobody knows its holder in Slack',
    from: open,
    act: { act: 'hold', match: { kind: 'unclaimed' }, why: 'ended_before' },
    row: { status: 'held', match: { kind: 'unclaimed' }, agreement: null, heldWhy: 'ended_before' },
    data: { match: { kind: 'unclaimed' }, why: 'ended_before' },
    effects: ['pending_token_card to reviewers', selfDrawn, 'redraw PAT-7'],
    keys: [cardKey],
  },
  {
    name: 'it is held, and its card stands already: no second one is posted',
    from: open,
    act: { act: 'hold', match: exceeds, why: 'not_a_member' },
    context: { ...toMona, copies: [copyOf(self, 'pending_token_card')] },
    row: { status: 'held', match: exceeds, agreement: null, heldWhy: 'not_a_member' },
    data: { match: exceeds, why: 'not_a_member' },
    effects: [selfDrawn, 'redraw PAT-7', 'pending_token_held to U0MONA'],
    keys: [heldKey],
  },
  {
    name: 'it goes on being held: its holder knows, and one of several who approved it need not do so again',
    from: { ...held, reviews: [review('approve', 2, { isOneOf: true })] },
    act: { act: 'hold', match: { kind: 'unclaimed' }, why: null },
    context: toMona,
    row: { match: { kind: 'unclaimed' } },
    data: { match: { kind: 'unclaimed' }, why: null },
    effects: ['pending_token_card to reviewers', selfDrawn, 'redraw PAT-7'],
    keys: [cardKey],
  },
  {
    name: 'it waited already when the organization was first listed: one list shows it',
    from: waiting({ isBaseline: true, revision: 1 }),
    act: { act: 'hold', match: exceeds, why: null },
    context: toMona,
    row: { status: 'held', match: exceeds },
    data: { match: exceeds, why: null },
    effects: ['redraw organization:1', 'redraw PAT-7'],
    keys: [],
  },
  {
    name: 'it waited already and was edited: it gets a card like every other, and leaves the list',
    from: waiting({ isBaseline: true, revision: 2 }),
    act: { act: 'hold', match: { kind: 'unclaimed' }, why: null },
    context: toMona,
    row: { status: 'held' },
    data: { match: { kind: 'unclaimed' }, why: null },
    effects: ['pending_token_card to reviewers', selfDrawn, 'redraw organization:1', 'pending_token_held to U0MONA'],
    keys: [cardKey, heldKey],
  },
  {
    name: 'it waited already, and was ended before: it gets a card like every other',
    from: waiting({ isBaseline: true, revision: 1 }),
    act: { act: 'hold', match: { kind: 'unclaimed' }, why: 'ended_before' },
    row: { status: 'held', heldWhy: 'ended_before' },
    data: { match: { kind: 'unclaimed' }, why: 'ended_before' },
    effects: ['pending_token_card to reviewers', selfDrawn, 'redraw organization:1'],
    keys: [cardKey],
  },
  {
    name: 'it is within an Agreement: GitHub is to approve it',
    from: waiting({ heldWhy: 'reviewer_gone' }),
    act: { act: 'start_approving', match: within, agreement: agreement(), by: null },
    context: toMona,
    row: { status: 'approving', match: within, agreement: agreement(), heldWhy: null },
    data: { match: within, agreement: agreement(), by: null },
    effects: [selfDrawn, 'redraw PAT-7', 'approve pending-1-501 on GitHub'],
    keys: ['approve:pending-1-501:v4'],
  },
  {
    name: 'a reviewer approves it as it is',
    from: { ...held, reviews: [review('deny', 1)] },
    act: { act: 'start_approving', match: exceeds, agreement: agreement(), by: bea },
    row: {
      status: 'approving',
      agreement: agreement(),
      reviews: [review('deny', 1), review('approve', 2, { at: now })],
    },
    actor: 'slack:U0BEA',
    data: { match: exceeds, agreement: agreement(), by: 102 },
    effects: [selfDrawn, 'redraw PAT-7', 'approve pending-1-501 on GitHub'],
    keys: ['approve:pending-1-501:v4'],
  },
  {
    name: 'a reviewer denies it',
    from: held,
    act: { act: 'start_denying', by: bea, reason: 'Ask for less.' },
    context: toMona,
    row: { status: 'denying', reviews: [review('deny', 2, { at: now, reason: 'Ask for less.' })] },
    actor: 'slack:U0BEA',
    data: { by: 102, reason: 'Ask for less.' },
    effects: [selfDrawn, 'redraw PAT-7', 'deny pending-1-501 on GitHub'],
    keys: ['deny:pending-1-501:v4'],
  },
  {
    name: 'GitHub let it in under a request: the request’s own news say so',
    from: approving,
    act: { act: 'observe_approved', by: null, agreement: agreement() },
    context: toMona,
    row: { status: 'approved' },
    data: { by: null },
    effects: [selfDrawn, 'redraw PAT-7'],
    keys: [],
  },
  {
    name: 'GitHub let it in as a reviewer accepted it: its holder is told',
    from: { ...approving, match: exceeds },
    act: { act: 'observe_approved', by: null, agreement: agreement() },
    context: toMona,
    row: { status: 'approved' },
    data: { by: null },
    effects: [selfDrawn, 'redraw PAT-7', 'pending_token_news to U0MONA'],
    keys: [newsKey],
  },
  {
    name: 'an owner let it in on github.com before anybody was told of it: the channel sees by whom',
    from: waiting({ match: awaits }),
    act: { act: 'observe_approved', by: 'otto', agreement: agreement() },
    context: toMona,
    row: { status: 'approved', decidedElsewhereBy: 'otto', agreement: agreement() },
    actor: 'github:otto',
    data: { by: 'otto' },
    effects: ['pending_token_card to reviewers', selfDrawn, 'redraw PAT-7', 'pending_token_news to U0MONA'],
    keys: [cardKey, newsKey],
  },
  {
    name: 'an owner let it in on github.com, and its card follows',
    from: { ...held, match: { kind: 'unclaimed' } },
    act: { act: 'observe_approved', by: 'otto', agreement: agreement() },
    context: toMona,
    row: { status: 'approved', decidedElsewhereBy: 'otto', agreement: agreement() },
    actor: 'github:otto',
    data: { by: 'otto' },
    effects: [selfDrawn, 'pending_token_news to U0MONA'],
    keys: [newsKey],
  },
  {
    name: 'it was denied',
    from: waiting({ status: 'denying' }),
    act: { act: 'observe_denied', by: null },
    context: toMona,
    row: { status: 'denied' },
    data: { by: null },
    effects: [selfDrawn, 'pending_token_news to U0MONA'],
    keys: [newsKey],
  },
  {
    name: 'it expired while it waited',
    from: held,
    act: { act: 'expire', by: null },
    context: toMona,
    row: { status: 'expired' },
    data: { by: null },
    effects: [selfDrawn, 'redraw PAT-7', 'pending_token_news to U0MONA'],
    keys: [newsKey],
  },
  {
    name: 'its holder took it back, and needs not be told',
    from: held,
    act: { act: 'cancel', by: 'mona' },
    context: toMona,
    row: { status: 'cancelled', decidedElsewhereBy: 'mona' },
    actor: 'github:mona',
    data: { by: 'mona' },
    effects: [selfDrawn, 'redraw PAT-7'],
    keys: [],
  },
  {
    name: 'it no longer waits, and nobody says why',
    from: open,
    act: { act: 'vanish', by: null },
    context: toMona,
    row: { status: 'closed' },
    data: { by: null },
    effects: [selfDrawn, 'redraw PAT-7'],
    keys: [],
  },
  {
    name: 'it ended before, which its card does not show: what was approved on that counts no more',
    from: { ...held, reviews: [review('approve', 2)] },
    act: { act: 'outdate' },
    context: toMona,
    row: { status: 'held', revision: 3 },
    data: {},
    effects: [selfDrawn, 'redraw PAT-7'],
    keys: [],
  },
  {
    name: 'what was decided on it could not be carried out: it is open again, on a new revision',
    from: { ...approving, reviews: [review('approve', 2)] },
    act: { act: 'reopen', why: 'its scope changed' },
    context: toMona,
    row: { status: 'open', agreement: null, revision: 3 },
    data: { why: 'its scope changed' },
    effects: [selfDrawn, 'redraw PAT-7'],
    keys: [],
  },
];

describe.each(steps)(
  '$name',
  ({ from, act, context = nobodyTold, row, actor = 'countersign', data, effects, keys }) => {
    const change = () => advancePendingToken(from, act, now, context);

    it('writes the next version of its row, and nothing else', () => {
      expect(changeOf(change()).writes).toEqual([
        {
          table: 'pending_tokens',
          was: 3,
          row: { ...from, version: 4, changedAt: now, decidedElsewhereBy: null, ...row },
        },
      ]);
    });

    it('leaves one entry that says who did what', () => {
      expect(changeOf(change()).entries).toEqual([
        {
          at: now,
          actor,
          act: `pending_token.${act.act}`,
          subject: 'pending_token:pending-1-501',
          data: { tokenId: 70, patRequestId: 501, ...data },
        },
      ]);
    });

    it('draws what shows it anew, and tells whom it concerns', () => {
      expect(effectsOf(change())).toEqual(effects);
      expect(keysOf(change())).toEqual(keys ?? []);
    });
  },
);

describe('the messages of a token', () => {
  const elsewhere = [
    copyOf({ of: 'pending_token', id: 'pending-1-502' }, 'pending_token_card'),
    copyOf({ of: 'active_token', id: 'pending-1-501' }, 'pending_token_card'),
    copyOf(self, 'pending_token_held'),
  ];

  it('are posted where only another token’s, or another kind, stands', () => {
    const act = { act: 'hold', match: { kind: 'unclaimed' }, why: null } as const;
    expect(effectsOf(advancePendingToken(waiting(), act, now, { ...toMona, copies: elsewhere }))).toEqual([
      'pending_token_card to reviewers',
      selfDrawn,
    ]);
  });

  it('are drawn from what they are about', () => {
    const act = { act: 'hold', match: { kind: 'unclaimed' }, why: null } as const;
    const { effects } = changeOf(advancePendingToken(waiting(), act, now, toMona));
    expect(effects[0]).toEqual({
      kind: 'post',
      key: cardKey,
      to: { to: 'reviewers', organizationId: 1 },
      message: { kind: 'pending_token_card', id: 'pending-1-501' },
    });
    expect(effects[2]).toEqual({
      kind: 'post',
      key: heldKey,
      to: { to: 'person', slackId: 'U0MONA', organizationId: 1 },
      message: { kind: 'pending_token_held', id: 'pending-1-501' },
    });
  });
});

describe('whoever comes second', () => {
  it('is told who decided what', () => {
    const denial = review('deny', 2, { by: otto });
    const denied = waiting({ status: 'denied', reviews: [review('approve', 1), denial], decidedElsewhereBy: 'bea' });
    const act = { act: 'start_denying', by: bea, reason: 'No.' } as const;
    expect(advancePendingToken(denied, act, now, toMona)).toEqual({
      refused: true,
      why: 'pending_token_already',
      tokenName: 'nightly',
      status: 'denied',
      review: denial,
      by: 'bea',
    });
  });
});

it('a token that was first seen has a row and an entry, and nobody is told before it was matched', () => {
  const row = waiting({ version: 1 });
  expect(findPendingToken(row, now)).toEqual({
    writes: [{ table: 'pending_tokens', was: null, row }],
    entries: [
      {
        at: now,
        actor: 'countersign',
        act: 'pending_token.find',
        subject: 'pending_token:pending-1-501',
        data: { tokenId: 70, patRequestId: 501, holder: 101, tokenName: 'nightly', scope: row.scope },
      },
    ],
    effects: [],
  });
});
