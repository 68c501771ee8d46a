import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import {
  type ActiveTokenAct,
  type ActiveTokenContext,
  advanceActiveToken,
  postCard,
  type Seen,
  tellExceeding,
} from '../../../src/domain/tokens/advance-active-token.ts';
import { resting } from '../../../src/domain/tokens/advance-drift.ts';
import { findActiveToken } from '../../../src/domain/tokens/find-active-token.ts';
import type { ActiveToken, Drift, Revocation } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, keysOf } from '../../support/read-change.ts';
import { grant, notice, now, patId, requestNumber } from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const id = grant().id;
const drawn = `redraw active_token:${id}`;
const shownBy = [
  { of: 'request', number: requestNumber(7) },
  { of: 'pending_token', id: 'pending-1-501' },
] as const;
const allDrawn = [drawn, 'redraw PAT-7', 'redraw pending_token:pending-1-501'];
const planned = [notice(7), notice('expired', { version: 3 })];
const context: ActiveTokenContext = { holder: mona.slackId, planned, shownBy };
const toNobody: ActiveTokenContext = { ...context, holder: null };

/** The very same, as it is seen again. */
const same: Seen = {
  scope: actual(),
  tokenName: 'nightly',
  holder: grant().holder,
  repositoriesReadAt: noon,
  lastUsedAt: noon,
  agreement: agreement(),
  requestNumber: requestNumber(7),
};
const wider = actual({ access: { selection: 'all' } });
const over = [{ kind: 'all_repositories' }] as const;
const drift: Drift = { since: noon, deadlineAt: now + dayMs, outcome: 'revoke' };
const passed: Drift = { ...drift, deadlineAt: null };
const byRule = agreement({ basis: { by: 'rule', rule: 'same', policyHash: '' } });
const byBea: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null };
const byMona: Revocation = { ...byBea, by: mona, as: 'holder' };
const byPolicy: Revocation = { ...byBea, by: null, as: 'policy', reason: '' };

type Step = {
  readonly name: string;
  readonly from: ActiveToken;
  readonly act: ActiveTokenAct;
  readonly context?: ActiveTokenContext;
  /** What is different in the row, besides its version and when it changed. */
  readonly row: Partial<ActiveToken>;
  readonly cancelsNotices?: true;
  readonly actor?: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Besides the redraws of all that shows it. */
  readonly effects: readonly string[];
  readonly keys?: readonly string[];
};

const exceeding = grant({ status: 'exceeding', excess: over, drift, scope: wider });
const revoking = grant({ status: 'revoking', revocation: byBea });
const cardKey = `active_token_card:${id}:v6`;
const newsKey = (news: string, to: string) => `active_token_news:${id}:${news}:v6:${to}`;

const steps: readonly Step[] = [
  {
    name: 'it goes past what was agreed: the reviewers get a card, its holder is told',
    from: grant({ revocation: { ...byBea, refused: 'github_refused' } }),
    act: { act: 'exceed', ...same, scope: wider, excess: over, drift },
    row: { status: 'exceeding', scope: wider, revision: 2, excess: over, drift },
    data: { scope: wider, excess: over, drift },
    effects: ['active_token_card to reviewers', 'active_token_news (exceeding) to U0MONA'],
    keys: [cardKey, newsKey('exceeding', 'holder')],
  },
  {
    name: 'it goes past what was agreed, and nobody knows its holder in Slack',
    from: grant(),
    act: { act: 'exceed', ...same, scope: wider, excess: over, drift },
    context: toNobody,
    row: { status: 'exceeding', scope: wider, revision: 2, excess: over, drift },
    data: { scope: wider, excess: over, drift },
    effects: ['active_token_card to reviewers'],
    keys: [cardKey],
  },
  {
    name: 'another scope within what was agreed is a new revision',
    from: grant(),
    act: { act: 'observe', ...same, scope: wider, agreement: null, requestNumber: null, tokenName: 'renamed' },
    row: { scope: wider, revision: 2, agreement: null, requestNumber: null, tokenName: 'renamed' },
    data: { scope: wider, excess: [] },
    effects: [],
  },
  {
    name: 'seen while it goes past its Agreement: what goes past it stands',
    from: exceeding,
    act: { act: 'observe', ...same, scope: actual() },
    row: { scope: actual(), revision: 2 },
    data: { scope: actual(), excess: over },
    effects: [],
  },
  {
    name: 'its expiry moved: the notices of the old one are cancelled',
    from: grant(),
    act: { act: 'observe', ...same, scope: actual({ expiresAt: noon + dayMs }) },
    row: { scope: actual({ expiresAt: noon + dayMs }), revision: 2 },
    cancelsNotices: true,
    data: { scope: actual({ expiresAt: noon + dayMs }), excess: [] },
    effects: [],
  },
  {
    name: 'it is within its Agreement again: all that it was flagged or to be revoked for is over',
    from: { ...exceeding, revocation: { ...byPolicy, refused: 'github_refused' } },
    act: { act: 'return_within', ...same },
    row: {
      ...{ status: 'active', scope: actual(), revision: 2, excess: [], revocation: null },
      drift: resting(drift, now),
    },
    data: { scope: actual(), excess: [] },
    effects: [],
  },
  {
    name: 'a request that was approved later covers it',
    from: exceeding,
    act: { act: 'attach', ...same, scope: wider, requestNumber: requestNumber(8) },
    row: { status: 'active', excess: [], drift: null, requestNumber: requestNumber(8) },
    data: { scope: wider, excess: [] },
    effects: [],
  },
  {
    name: 'a request that a rule allowed later covers it: what was left of its time is kept',
    from: exceeding,
    act: { act: 'attach', ...same, scope: wider, agreement: byRule },
    row: { status: 'active', excess: [], drift: { ...passed, leftMs: dayMs }, agreement: byRule },
    data: { scope: wider, excess: [] },
    effects: [],
  },
  {
    name: 'GitHub shows one again that was gone: what was left of its time is kept',
    from: grant({ status: 'gone', drift, excess: over, revocation: byBea, changedAt: now - 5 }),
    act: { act: 'come_back', ...same },
    row: { status: 'active', excess: [], drift: { ...passed, leftMs: dayMs + 5 }, revocation: null },
    data: { scope: actual(), excess: [] },
    effects: [],
  },
  {
    name: 'GitHub shows one again that was revoked: who ended it is not forgotten by that',
    from: grant({ status: 'revoked', revocation: byBea }),
    act: { act: 'come_back', ...same, agreement: null },
    row: { status: 'active', agreement: null, revocation: byBea },
    data: { scope: actual(), excess: [] },
    effects: [],
  },
  {
    name: 'GitHub shows one again that it had lost after it was revoked and shown again: nor by that',
    from: grant({ status: 'gone', agreement: null, revocation: byBea }),
    act: { act: 'come_back', ...same, agreement: null },
    row: { status: 'active', agreement: null, revocation: byBea },
    data: { scope: actual(), excess: [] },
    effects: [],
  },
  {
    name: 'GitHub shows one again that expired after the policy had revoked it and GitHub shown it again: nor by that',
    from: grant({ status: 'expired', agreement: null, revocation: byPolicy }),
    act: { act: 'come_back', ...same, agreement: null },
    row: { status: 'active', agreement: null, revocation: byPolicy },
    data: { scope: actual(), excess: [] },
    effects: [],
  },
  {
    name: 'GitHub shows one again that was lost after it had refused to revoke it: a person meant it all the same',
    from: grant({ status: 'gone', agreement: null, revocation: { ...byBea, refused: 'github_refused' } }),
    act: { act: 'come_back', ...same, agreement: null },
    row: { status: 'active', agreement: null },
    data: { scope: actual(), excess: [] },
    effects: [],
  },
  {
    name: 'a reviewer accepts it as it is',
    from: { ...exceeding, revocation: byPolicy },
    act: { act: 'accept', by: bea, agreement: agreement({ lapsesAt: null }) },
    row: { status: 'active', agreement: agreement({ lapsesAt: null }), excess: [], drift: null, revocation: null },
    actor: 'slack:U0BEA',
    data: { by: 102, agreement: agreement({ lapsesAt: null }) },
    effects: ['active_token_news (accepted) to U0MONA'],
    keys: [newsKey('accepted', 'holder')],
  },
  {
    name: 'a reviewer revokes it: the reviewers get a card, and GitHub is to be told',
    from: grant(),
    act: { act: 'start_revoking', revocation: byBea },
    row: { status: 'revoking', revocation: byBea },
    actor: 'slack:U0BEA',
    data: { by: 102, as: 'reviewer', reason: 'Leaked.' },
    effects: ['active_token_card to reviewers', `revoke ${id} on GitHub`],
    keys: [cardKey, `revoke:${id}:v6`],
  },
  {
    name: 'the policy revokes it at the deadline',
    from: exceeding,
    act: { act: 'start_revoking', revocation: byPolicy },
    row: { status: 'revoking', revocation: byPolicy },
    actor: 'policy',
    data: { by: null, as: 'policy', reason: '' },
    effects: ['active_token_card to reviewers', `revoke ${id} on GitHub`],
    keys: [cardKey, `revoke:${id}:v6`],
  },
  {
    name: 'it was revoked: its holder is told, and reminded of nothing any more',
    from: revoking,
    act: { act: 'observe_revoked' },
    row: { status: 'revoked' },
    cancelsNotices: true,
    data: {},
    effects: ['active_token_news (revoked) to U0MONA'],
    keys: [newsKey('revoked', 'holder')],
  },
  {
    name: 'GitHub refused to revoke it while it was within: the reviewers are told, and what is left of its deadline stays',
    from: { ...revoking, drift: { ...passed, leftMs: 5 } },
    act: { act: 'abandon_revoking', why: 'github_refused' },
    row: { revision: 2, status: 'active', revocation: { ...byBea, refused: 'github_refused' } },
    data: { why: 'github_refused' },
    effects: ['active_token_news (not_revoked) to reviewers'],
    keys: [newsKey('not_revoked', 'reviewers')],
  },
  {
    name: 'GitHub refused what its holder wished: they are told as well',
    from: grant({ status: 'revoking', revocation: byMona }),
    act: { act: 'abandon_revoking', why: 'github_refused' },
    row: { revision: 2, status: 'active', revocation: { ...byMona, refused: 'github_refused' } },
    data: { why: 'github_refused' },
    effects: ['active_token_news (not_revoked) to reviewers', 'active_token_news (not_revoked) to U0MONA'],
    keys: [newsKey('not_revoked', 'reviewers'), newsKey('not_revoked', 'holder')],
  },
  {
    name: 'GitHub refused what the sponsor of a machine user wished: the holder is told as well',
    from: grant({ status: 'revoking', revocation: { ...byMona, as: 'sponsor' } }),
    act: { act: 'abandon_revoking', why: 'github_refused' },
    row: { revision: 2, status: 'active', revocation: { ...byMona, as: 'sponsor', refused: 'github_refused' } },
    data: { why: 'github_refused' },
    effects: ['active_token_news (not_revoked) to reviewers', 'active_token_news (not_revoked) to U0MONA'],
    keys: [newsKey('not_revoked', 'reviewers'), newsKey('not_revoked', 'holder')],
  },
  {
    name: 'nobody knows any more why it was to be revoked',
    from: grant({ status: 'revoking', revocation: null }),
    act: { act: 'abandon_revoking', why: 'not_an_owner' },
    row: { revision: 2, status: 'active', revocation: null },
    data: { why: 'not_an_owner' },
    effects: ['active_token_news (not_revoked) to reviewers'],
    keys: [newsKey('not_revoked', 'reviewers')],
  },
  {
    name: 'it is within its Agreement again before it was revoked: that is no news',
    from: grant({ status: 'revoking', revocation: byPolicy }),
    act: { act: 'abandon_revoking', why: 'within_again' },
    row: { revision: 2, status: 'active', revocation: { ...byPolicy, refused: 'within_again' } },
    data: { why: 'within_again' },
    effects: [],
  },
  {
    name: 'a person’s revocation was refused and it still goes past its Agreement: the deadline stands',
    from: { ...revoking, excess: over, drift },
    act: { act: 'stay_exceeding', why: 'not_an_owner' },
    row: { revision: 2, status: 'exceeding', excess: over, drift, revocation: { ...byBea, refused: 'not_an_owner' } },
    data: { why: 'not_an_owner' },
    effects: ['active_token_news (not_revoked) to reviewers'],
    keys: [newsKey('not_revoked', 'reviewers')],
  },
  {
    name: 'nobody knows any more why it was to be revoked, and it still goes past its Agreement: the deadline stands',
    from: grant({ status: 'revoking', revocation: null, excess: over, drift }),
    act: { act: 'stay_exceeding', why: 'not_an_owner' },
    row: { revision: 2, status: 'exceeding', drift, revocation: null },
    data: { why: 'not_an_owner' },
    effects: ['active_token_news (not_revoked) to reviewers'],
    keys: [newsKey('not_revoked', 'reviewers')],
  },
  {
    name: 'of somebody who left it was not revoked, and it still goes past its Agreement: the deadline stands',
    from: grant({ status: 'revoking', revocation: { ...byPolicy, because: 'left' }, excess: over, drift }),
    act: { act: 'stay_exceeding', why: 'github_refused' },
    row: {
      ...{ revision: 2, status: 'exceeding', excess: over, drift },
      revocation: { ...byPolicy, because: 'left', refused: 'github_refused' },
    },
    data: { why: 'github_refused' },
    effects: ['active_token_news (not_revoked) to reviewers'],
    keys: [newsKey('not_revoked', 'reviewers')],
  },
  {
    name: 'without a deadline there is none that an observed revocation would begin anew',
    from: grant({ status: 'revoking', revocation: byPolicy, excess: over, drift: null }),
    act: { act: 'stay_exceeding', why: 'only_observed' },
    row: { revision: 2, status: 'exceeding', drift: null, revocation: { ...byPolicy, refused: 'only_observed' } },
    data: { why: 'only_observed' },
    effects: ['active_token_news (not_revoked) to reviewers'],
    keys: [newsKey('not_revoked', 'reviewers')],
  },
  {
    name: 'what the policy could not do is not tried at every pass',
    from: grant({ status: 'revoking', revocation: byPolicy, excess: over, drift }),
    act: { act: 'stay_exceeding', why: 'github_refused' },
    row: { revision: 2, status: 'exceeding', drift: passed, revocation: { ...byPolicy, refused: 'github_refused' } },
    data: { why: 'github_refused' },
    effects: ['active_token_news (not_revoked) to reviewers'],
    keys: [newsKey('not_revoked', 'reviewers')],
  },
  {
    name: 'the deadline passed, and the policy only reminds: a second card',
    from: exceeding,
    act: { act: 'pass_deadline' },
    row: { drift: passed },
    data: {},
    effects: ['active_token_card to reviewers'],
    keys: [cardKey],
  },
  {
    name: 'it is flagged without a date',
    from: { ...exceeding, drift: null },
    act: { act: 'pass_deadline' },
    row: { drift: null },
    data: {},
    effects: ['active_token_card to reviewers'],
    keys: [cardKey],
  },
  {
    name: 'it has expired: the notice that says so is still to be sent',
    from: grant(),
    act: { act: 'expire' },
    row: { status: 'expired' },
    data: {},
    effects: [],
  },
  {
    name: 'it is gone and nobody says why: both sides are told',
    from: grant(),
    act: { act: 'vanish' },
    row: { status: 'gone' },
    cancelsNotices: true,
    data: {},
    effects: ['active_token_news (gone) to reviewers', 'active_token_news (gone) to U0MONA'],
    keys: [newsKey('gone', 'reviewers'), newsKey('gone', 'holder')],
  },
  {
    name: 'it gave way to a newer grant: nobody lost anything',
    from: revoking,
    act: { act: 'supersede' },
    row: { status: 'gone' },
    cancelsNotices: true,
    data: {},
    effects: [],
  },
];

describe.each(steps)('$name', (step) => {
  const { from, act, row, actor = 'countersign', data, effects, keys } = step;
  const change = () => advanceActiveToken(from, act, now, step.context ?? context);
  const cancelled = [
    { table: 'due_notices', was: 1, row: { ...notice(7), version: 2, status: 'cancelled' } },
    { table: 'due_notices', was: 3, row: { ...notice('expired'), version: 4, status: 'cancelled' } },
  ];

  it('writes the next version of its row, and cancels what would remind of an end that is none', () => {
    expect(changeOf(change()).writes).toEqual([
      { table: 'active_tokens', was: 5, row: { ...from, version: 6, changedAt: now, ...row } },
      ...(step.cancelsNotices ? cancelled : []),
    ]);
  });

  it('leaves one entry that says who did what', () => {
    expect(changeOf(change()).entries).toEqual([
      {
        at: now,
        actor,
        act: `active_token.${act.act}`,
        subject: `active_token:${id}`,
        data: { tokenId: 70, patId: 701, ...data },
      },
    ]);
  });

  it('tells whom it concerns, and draws all that shows it anew', () => {
    expect(effectsOf(change())).toEqual([...effects, ...allDrawn]);
    expect(keysOf(change())).toEqual(keys ?? []);
  });
});

describe('a token that one message tells of with others', () => {
  const withOthers: Revocation = { ...byPolicy, together: '1-101-1' };

  it.each<[string, Partial<ActiveToken>, ActiveTokenAct, readonly string[]]>([
    [
      'has no card of its own when it is to be revoked',
      {},
      { act: 'start_revoking', revocation: withOthers },
      [`revoke ${id} on GitHub`],
    ],
    [
      'is not told of by itself when it was not revoked',
      { status: 'revoking', revocation: withOthers },
      { act: 'abandon_revoking', why: 'github_refused' },
      [],
    ],
    [
      'is drawn there when it is accepted after all',
      { agreement: null, revocation: { ...withOthers, refused: 'github_refused' } },
      { act: 'accept', by: bea, agreement: agreement() },
      ['active_token_news (accepted) to U0MONA'],
    ],
  ])('%s', (_, some, act, effects) => {
    const drawnThere = [...allDrawn, 'redraw together:1-101-1'];
    expect(effectsOf(advanceActiveToken(grant(some), act, now, context))).toEqual([...effects, ...drawnThere]);
  });
});

describe('when it was last used, and by which name', () => {
  const seen = { ...same, lastUsedAt: now, tokenName: 'renamed', repositoriesReadAt: now };

  it('is written, and is no news: not even that it changed', () => {
    expect(advanceActiveToken(grant(), { act: 'observe', ...seen }, now, context)).toEqual({
      writes: [
        {
          table: 'active_tokens',
          was: 5,
          row: {
            ...grant(),
            version: 6,
            lastUsedAt: now,
            tokenName: 'renamed',
            repositoriesReadAt: now,
          },
        },
      ],
      entries: [],
      effects: [],
    });
  });

  it('is no reason to keep still what else happens', () => {
    const back = advanceActiveToken(grant({ status: 'gone' }), { act: 'come_back', ...seen }, now, context);
    expect(changeOf(back).entries).toHaveLength(1);
    expect(effectsOf(back)).toEqual(allDrawn);
  });
});

describe('whoever comes second', () => {
  it('is told what is being done already', () => {
    expect(advanceActiveToken(revoking, { act: 'start_revoking', revocation: byMona }, now, context)).toEqual({
      refused: true,
      why: 'active_token_already',
      tokenName: 'nightly',
      status: 'revoking',
      revocation: byBea,
    });
  });
});

describe('a message about it', () => {
  it('goes to the reviewers as a card, and to its holder as news', () => {
    expect(tellExceeding(grant({ patId: patId(701) }), mona.slackId)).toEqual([
      {
        kind: 'post',
        key: `active_token_card:${id}:v5`,
        to: { to: 'reviewers', organizationId: 1 },
        message: { kind: 'active_token_card', id },
      },
      {
        kind: 'post',
        key: `active_token_news:${id}:exceeding:v5:holder`,
        to: { to: 'person', slackId: 'U0MONA', organizationId: 1 },
        message: { kind: 'active_token_news', id, news: 'exceeding', audience: 'holder' },
      },
    ]);
    expect(tellExceeding(grant(), null)).toEqual(postCard(grant()));
  });
});

it('a grant that was first seen has a row, its notices and an entry that says what it is held to', () => {
  const row = grant({ version: 1, isBaseline: true });
  const write = { table: 'due_notices', was: null, row: notice(7) } as const;
  const effects = postCard(row);
  expect(findActiveToken(row, now, [write], effects)).toEqual({
    writes: [{ table: 'active_tokens', was: null, row }, write],
    entries: [
      {
        at: now,
        actor: 'countersign',
        act: 'active_token.find',
        subject: `active_token:${id}`,
        data: { tokenId: 70, patId: 701, holder: 101, request: 7, isBaseline: true, scope: row.scope, excess: [] },
      },
    ],
    effects,
  });
});
