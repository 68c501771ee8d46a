import { describe, expect, it } from 'vitest';
import { dayMs, type OrganizationId } from '../../../src/domain/ids.ts';
import { openRequest } from '../../../src/domain/requests/advance-request.ts';
import { reviewersOfRequest } from '../../../src/domain/requests/token-request.ts';
import { pendingClassic } from '../../support/sample-classic.ts';
import { mona } from '../../support/sample-people.ts';
import { organizationPolicy, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { noon, repository, subset } from '../../support/sample-scopes.ts';

const later = noon + dayMs;
const forTeam = { outcome: 'ask', reviewers: ['team:security'], approvals: 1 } as const;
const asked = pendingRequest(7);

describe('a request that was just sent', () => {
  const { number, organizationId, requester, holder, purpose, tokenName, description, justification, scope } = asked;
  const sent = {
    ...{ number, organizationId, requester, holder, purpose, tokenName, description, justification, scope },
    ...{ policyHash: 'hash', draftId: 'draft-7', whereUsed: null, alsoWarn: null, renews: null },
    verdict: { outcome: 'ask', reviewers: ['owners'], approvals: 1 } as const,
  };
  const policy = { ...organizationPolicy(), lapse: { undecidedDays: 3, unusedDays: 7 } };
  const opened = openRequest(sent, policy, later);

  it('waits for a decision for the days of the policy: nothing is agreed, nothing reviewed', () => {
    expect(opened.writes).toEqual([
      {
        table: 'token_requests',
        was: null,
        row: {
          ...sent,
          version: 1,
          revision: 1,
          status: 'pending',
          reviews: [],
          agreement: null,
          claimedByTokenId: null,
          endedWhy: null,
          createdAt: later,
          changedAt: later,
          undecidedUntil: later + 3 * dayMs,
          remindedAt: null,
          inquiries: [],
          offer: null,
          prolongedAt: null,
          classic: null,
        },
      },
    ]);
  });

  it.each([
    ['asks for an owner’s decision', 'ask' as const, { undecidedUntil: Date.UTC(2026, 5, 12), agreement: null }],
    [
      'is allowed by a rule',
      'allow' as const,
      { agreement: expect.objectContaining({ lapsesAt: Date.UTC(2026, 5, 12) }) },
    ],
  ])('waits no longer than until the last day that it asks for begins, where it %s', (_, outcome, row) => {
    const until = { ...scope, lifetime: { kind: 'date', date: '2026-06-12' } } as const;
    const verdict = {
      ...sent.verdict,
      outcome,
      ...(outcome === 'allow' ? { rule: { name: 'Short', reason: '' } } : {}),
    };
    expect(openRequest({ ...sent, scope: until, verdict }, policy, later).writes[0]?.row).toMatchObject(row);
  });

  it('leaves an entry with all that was asked, in the name of its requester', () => {
    expect(opened.entries).toEqual([
      {
        at: later,
        actor: 'slack:U0MONA',
        act: 'request.submit',
        subject: 'PAT-7',
        data: {
          requester: mona.githubId,
          holder: mona.githubId,
          tokenName: 'nightly',
          scope: asked.scope,
          policy: 'hash',
        },
      },
    ]);
  });

  it('is shown to the owners as a card, and to its requester as a copy', () => {
    expect(opened.effects).toEqual([
      {
        kind: 'post',
        key: 'request_card:PAT-7',
        to: { to: 'reviewers', organizationId: 1 as OrganizationId },
        message: { kind: 'request_card', number: 7 },
      },
      {
        kind: 'post',
        key: 'request_sent:PAT-7',
        to: { to: 'person', slackId: 'U0MONA', organizationId: 1 },
        message: { kind: 'request_sent', number: 7 },
      },
    ]);
  });
});

describe('a request that a rule allows', () => {
  const { number, organizationId, requester, holder, purpose, tokenName, description, justification, scope } = asked;
  const verdict = {
    outcome: 'allow',
    reviewers: ['owners'],
    approvals: 1,
    rule: { name: 'Docs', reason: 'Why.' },
  } as const;
  const sent = {
    ...{ number, organizationId, requester, holder, purpose, tokenName, description, justification, scope, verdict },
    ...{ policyHash: 'hash', draftId: 'draft-7', whereUsed: null, alsoWarn: null, renews: null },
  };
  const policy = organizationPolicy();
  const lapsesAt = later + 7 * dayMs;

  it('is approved at once, by the rule', () => {
    const opened = openRequest(sent, policy, later);
    expect(opened.writes).toMatchObject([
      {
        row: {
          status: 'approved',
          agreement: { ...scope, basis: { by: 'rule', rule: 'Docs', policyHash: 'hash' }, agreedAt: later, lapsesAt },
          reviews: [],
        },
      },
    ]);
    expect(opened.entries.slice(1)).toEqual([
      {
        ...{ at: later, actor: 'policy', act: 'request.approve', subject: 'PAT-7' },
        data: { revision: 1, rule: 'Docs', policy: 'hash', lapsesAt },
      },
    ]);
    expect(opened.effects.map((effect) => ('key' in effect ? effect.key : ''))).toEqual([
      'request_card:PAT-7',
      'request_approved:PAT-7',
    ]);
    expect(opened.effects).toMatchObject([{}, { message: { kind: 'request_approved' } }]);
  });

  it('waits for people where no rule is named', () => {
    const { rule: _rule, ...unnamed } = verdict;
    expect(openRequest({ ...sent, verdict: unnamed }, policy, later).writes).toMatchObject([
      { row: { status: 'pending' } },
    ]);
    const asking = { ...verdict, outcome: 'ask' } as const;
    expect(openRequest({ ...sent, verdict: asking }, policy, later).writes).toMatchObject([
      { row: { status: 'pending' } },
    ]);
  });

  it('says in the trail which token it renews, and keeps room for what is said of a classic one', () => {
    const renews = {
      ...{ tokenId: tokenId(70), activeTokenId: 'a', requestNumber: null, tokenName: 'x' },
      endsAt: null,
    };
    expect(openRequest({ ...sent, renews }, policy, later).entries).toMatchObject([{ data: { renews: 70 } }, {}]);
    const ofClassic = openRequest({ ...sent, scope: pendingClassic(7).scope }, policy, later);
    expect(ofClassic.writes).toMatchObject([{ row: { classic: { madeAt: null, lastEight: null, told: null } } }]);
    expect(ofClassic.entries[1]?.data).toMatchObject({ lapsesAt: null });
  });
});

it('whoever decides on a request is whom its verdict names, and who administers what it asks for', () => {
  expect(
    reviewersOfRequest(pendingRequest(7, { verdict: forTeam, scope: { ...asked.scope, access: subset(1) } })),
  ).toEqual({
    rules: ['team:security'],
    repositories: [repository(1)],
  });
});
