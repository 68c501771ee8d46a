import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs, type Instant, type SlackUserId } from '../../../src/domain/ids.ts';
import type { Deciders } from '../../../src/domain/policy/asked.ts';
import type { ReviewerRule } from '../../../src/domain/policy/reviewer-rule.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import {
  escalate,
  isEscalationDue,
  isLeftToNobody,
  isReminderDue,
  isWithoutOwners,
  nudge,
  nudgedUntil,
  remindOf,
  takenByOwners,
} from '../../../src/domain/requests/undecided.ts';
import { effectsOf, keysOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const half = noon + 3.5 * dayMs;
const { scope } = pendingRequest(7);
const offer = {
  ...{ place: 1, revision: 1, by: bea, at: noon, reason: 'Reading is enough.', asked: scope, scope, end: null },
} as const;

describe('a reminder of a request', () => {
  it.each<readonly [behaviour: string, some: Partial<TokenRequest>, now: Instant, isDue: boolean]>([
    ['is due once half of its time has passed', {}, half, true],
    ['is not due before', {}, half - 1, false],
    ['comes once', { remindedAt: noon }, half, false],
    ['waits while its requester has an offer to answer', { offer }, half, false],
    ['is none of what is decided', { status: 'approved' }, half, false],
  ])('%s', (_, some, now, isDue) => {
    expect(isReminderDue(pendingRequest(7, some), { undecidedDays: 7 }, now)).toBe(isDue);
  });

  it('is one message for all that are due together', () => {
    const change = remindOf([pendingRequest(7), approvedRequest(8), pendingRequest(9)], half);
    expect(stepsOf(change)).toEqual(['request.remind PAT-7', 'request.remind PAT-9']);
    expect(change.effects.at(-1)).toEqual({
      kind: 'post',
      key: `requests_waiting:1:7+9:${half}`,
      to: { to: 'reviewers', organizationId: 1 },
      message: { kind: 'requests_waiting', numbers: [7, 9] },
    });
  });

  it('is nothing where none can be reminded of', () => {
    expect(remindOf([], half)).toBe(noChange);
    expect(remindOf([approvedRequest(7)], half)).toBe(noChange);
  });
});

function escalating(to: readonly ReviewerRule[], some: Partial<TokenRequest> = {}, isDone?: true): TokenRequest {
  const verdict = { outcome: 'ask', reviewers: ['team:docs'], approvals: 1 } as const;
  const escalates = { at: half, to, ...(isDone === undefined ? {} : { isDone }) };
  return pendingRequest(7, { verdict: { ...verdict, escalates }, ...some });
}

describe('letting others decide as well', () => {
  it.each<readonly [behaviour: string, request: TokenRequest, now: Instant, isDue: boolean]>([
    ['is due when that was told', escalating(['owners']), half, true],
    ['is not due before', escalating(['owners']), half - 1, false],
    ['is done once', escalating(['owners'], {}, true), half, false],
    ['is none where the policy names nobody else', pendingRequest(7), half, false],
    ['is none of what is decided', escalating(['owners'], { status: 'denied' }), half, false],
  ])('%s', (_, request, now, isDue) => {
    expect(isEscalationDue(request, now)).toBe(isDue);
  });

  it('is one message for all that come to the same people', () => {
    const number = (of: number): Partial<TokenRequest> => ({ number: of as TokenRequest['number'] });
    const due = [
      escalating(['owners'], number(7)),
      escalating(['team:security', 'user:bea'], number(8)),
      escalating(['owners'], number(9)),
    ];
    const changes = escalate(due, half);
    expect(changes.map(stepsOf)).toEqual([
      ['request.escalate PAT-7', 'request.escalate PAT-9'],
      ['request.escalate PAT-8'],
    ]);
    expect(changes.map((change) => change.effects.at(-1))).toMatchObject([
      {
        key: `requests_escalated:1:7+9:${half}`,
        to: { to: 'reviewers', organizationId: 1 },
        message: { kind: 'requests_waiting', numbers: [7, 9], escalatedTo: ['owners'] },
      },
      { message: { numbers: [8], escalatedTo: ['team:security', 'user:bea'] } },
    ]);
    expect(escalate([], half)).toEqual([]);
  });

  it('names nobody where the policy had nobody else', () => {
    const [change] = escalate([pendingRequest(7)], half);
    expect(change?.effects.at(-1)).toMatchObject({ message: { numbers: [7], escalatedTo: [] } });
  });
});

describe('a request that may be left to nobody', () => {
  const docs = { outcome: 'ask', reviewers: ['team:docs', 'slack:S1'], approvals: 1 } as const;
  it.each<readonly [behaviour: string, some: Partial<TokenRequest>, isOne: boolean]>([
    ['is one that no owner decides', { verdict: docs }, true],
    ['is none that the owners decide', { verdict: { ...docs, reviewers: ['team:docs', 'owners'] } }, false],
    ['is none that is decided', { verdict: docs, status: 'approved' }, false],
  ])('%s', (_, some, isOne) => {
    expect(isWithoutOwners(pendingRequest(7, some))).toBe(isOne);
  });

  const known = (docsTeam: readonly SlackUserId[] | null, ofGroup: readonly SlackUserId[] | null = []): Deciders =>
    new Map<ReviewerRule, readonly SlackUserId[] | null>([
      ['team:docs', docsTeam],
      ['slack:S1', ofGroup],
    ]);
  it.each<readonly [behaviour: string, deciders: Deciders, absent: ReadonlySet<SlackUserId> | null, isLeft: boolean]>([
    ['is where nobody is in any of them', known([]), new Set(), true],
    ['is where those who are have no button', known([bea.slackId]), new Set([bea.slackId]), true],
    ['is not while one of them has', known([bea.slackId, otto.slackId]), new Set([bea.slackId]), false],
    ['is not while one of one of them has', known([], [otto.slackId]), new Set(), false],
    ['is not where nobody knows who is in the channel', known([]), null, false],
    ['is not where nobody knows who is in the team', known(null), new Set(), false],
    ['is not where a team was not asked for', new Map(), new Set(), false],
  ])('%s', (_, deciders, absent, isLeft) => {
    expect(isLeftToNobody(docs, { deciders, absent })).toBe(isLeft);
  });

  it('is the owners’ then, who hear of all of them at once', () => {
    const change = takenByOwners([pendingRequest(7, { verdict: docs })], half);
    expect(rowOf(change, 'token_requests').verdict).toMatchObject({
      reviewers: ['team:docs', 'slack:S1', 'owners'],
      isLeftToOwners: true,
    });
    expect(change.effects.at(-1)).toMatchObject({
      key: `requests_left:1:7:${half}`,
      to: { to: 'reviewers', organizationId: 1 },
      message: { kind: 'requests_waiting', numbers: [7], isLeftToOwners: true },
    });
    expect(takenByOwners([], half)).toBe(noChange);
  });
});

describe('a requester who has the reviewers reminded', () => {
  const again = (nudgedAt: Instant | null) => nudge(pendingRequest(7), mona, nudgedAt, half);
  it('may where nobody did, or a day ago', () => {
    expect(stepsOf(again(null))).toEqual(['request.nudge PAT-7']);
    expect(stepsOf(again(half - dayMs))).toEqual(['request.nudge PAT-7']);
    expect(effectsOf(again(null))).toContain('requests_waiting to reviewers');
    expect(keysOf(again(null))).toHaveLength(1);
  });

  it('may not within 24 hours, and is told from when on', () => {
    const nudgedAt = half - dayMs + 1;
    expect([nudgedUntil(nudgedAt, half), nudgedUntil(half - dayMs, half), nudgedUntil(null, half)]).toEqual([
      ...[nudgedAt + dayMs, null, null],
    ]);
    expect(again(nudgedAt)).toMatchObject({ why: 'nudged_today', number: 7, againAt: nudgedAt + dayMs });
  });

  it('is told that it is decided where it is', () => {
    expect(nudge(approvedRequest(7), mona, half, half)).toMatchObject({ why: 'request_already' });
  });
});
