import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import {
  afterRefusal,
  passed,
  resting,
  restingSinceItsEnd,
  restingUnder,
  toldReviewers,
} from '../../../src/domain/tokens/advance-drift.ts';
import { type Drift, deadlineOf } from '../../../src/domain/tokens/token.ts';
import { grant, now } from '../../support/sample-dossiers.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const drift: Drift = { since: noon, deadlineAt: now, outcome: 'revoke' };
const shown: Drift = { ...drift, outcome: 'would_revoke' };
const over: Drift = { ...drift, deadlineAt: null };
const putOff: Drift = { ...drift, putOffUntil: now + 5 };

describe('once the reviewers are told, they have a day at least', () => {
  it.each<[string, Drift | null, Drift | null]>([
    ['before a deadline that comes sooner', { ...drift, askedUntil: now }, { ...drift, deadlineAt: now + dayMs }],
    [
      'before one that comes later, too',
      { ...drift, deadlineAt: now + 2 * dayMs },
      { ...drift, deadlineAt: now + 2 * dayMs },
    ],
    ['before one that was put off', { ...drift, putOffUntil: now }, { ...drift, putOffUntil: now + dayMs }],
    [
      'before one that was put off further',
      { ...drift, putOffUntil: now + 2 * dayMs },
      { ...drift, putOffUntil: now + 2 * dayMs },
    ],
    ['and none where there is no deadline', { ...over, askedUntil: now }, over],
    ['and none where nothing is flagged', null, null],
  ])('%s', (_, before, after) => {
    expect(toldReviewers(before, now)).toEqual(after);
    expect(toldReviewers(before, now) ?? {}).not.toHaveProperty('askedUntil');
  });
});

describe('the deadline of a flagged token, as it stands', () => {
  it.each<[string, Drift | null, number | null]>([
    ['is the policy’s', drift, now],
    ['is what an outage put it off to', putOff, now + 5],
    ['is none once it has passed', over, null],
    ['is none while the token is within again, though an outage had put it off', { ...putOff, deadlineAt: null }, null],
    ['is none where nothing is flagged', null, null],
  ])('%s', (_, one, at) => {
    expect(deadlineOf(one)).toBe(at);
  });
});

describe('a deadline that has passed', () => {
  it.each<[string, Drift | null, Drift | null]>([
    ['is gone, and so is what put it off', { ...drift, putOffUntil: now, askedUntil: now }, over],
    ['keeps when it would have been met', shown, { ...over, outcome: 'would_revoke', passedAt: now }],
    [
      'keeps when it would have been met, put off',
      { ...shown, putOffUntil: now + 1 },
      { ...over, outcome: 'would_revoke', passedAt: now + 1 },
    ],
    [
      'keeps when it passed first',
      { ...over, outcome: 'would_revoke', passedAt: noon },
      { ...over, outcome: 'would_revoke', passedAt: noon },
    ],
    ['is none where nothing is flagged', null, null],
  ])('%s', (_, before, after) => {
    expect(passed(before)).toEqual(after);
    expect(Object.keys(passed(before) ?? {}).toSorted()).toEqual(Object.keys(after ?? {}).toSorted());
  });
});

describe('the time to narrow a token that is within again', () => {
  const left = (leftMs: number): Drift => ({ ...over, leftMs });
  it.each<[string, Drift | null, Drift | null]>([
    ['keeps what is left of it', { ...drift, deadlineAt: now + 5, askedUntil: now + 1 }, left(5)],
    ['keeps what is left of what an outage gave, which gives no more', putOff, { ...left(5), putOffUntil: now + 5 }],
    ['has nothing left where it had just passed', { ...drift, deadlineAt: now - 1 }, left(0)],
    ['stays as it was while it is seen again', left(5), left(5)],
    [
      'stays so where an outage had put it off',
      { ...left(9), putOffUntil: now + 5 },
      { ...left(9), putOffUntil: now + 5 },
    ],
    ['has nothing to keep once it has run out, and that was told', over, null],
    ['has nothing to keep where nothing was flagged', null, null],
  ])('%s', (_, before, after) => {
    expect(resting(before, now)).toEqual(after);
    expect(Object.keys(resting(before, now) ?? {}).toSorted()).toEqual(Object.keys(after ?? {}).toSorted());
  });
});

describe('the time to narrow a token that is held to something else by now', () => {
  const left: Drift = { ...over, leftMs: 5 };
  const runs = { ...drift, deadlineAt: now + 5 };
  it.each<[string, Parameters<typeof restingUnder>[0], Drift | null]>([
    ['begins anew where people agreed', agreement(), null],
    ['begins anew where an owner let it in on github.com', agreement({ basis: { by: 'github', login: null } }), null],
    [
      'is what was left where a rule allowed it',
      agreement({ basis: { by: 'rule', rule: 'same', policyHash: '' } }),
      left,
    ],
    ['is what was left where nobody agreed to anything', null, left],
  ])('%s', (_, agreed, after) => {
    expect(restingUnder(agreed, runs, now)).toEqual(after);
  });
});

describe('the time to narrow a token that GitHub shows again', () => {
  const ended = { drift: { ...drift, deadlineAt: now + 5 }, changedAt: now } as const;
  it.each(['expired', 'gone'] as const)('after it was %s is what was left when it ended', (status) => {
    expect(restingSinceItsEnd(grant({ ...ended, status }))).toEqual({ ...over, leftMs: 5 });
  });
  it('after it was revoked is none: it is agreed to no longer', () => {
    expect(restingSinceItsEnd(grant({ ...ended, status: 'revoked' }))).toBeNull();
  });
});

describe('what was refused', () => {
  it.each<[string, Drift | null, 'only_observed' | 'github_refused', Drift | null]>([
    [
      'since the policy only observes begins anew when it enforces',
      drift,
      'only_observed',
      { ...over, outcome: 'would_revoke' },
    ],
    ['by GitHub is a person’s', drift, 'github_refused', over],
    ['where nothing is flagged begins nothing', null, 'only_observed', null],
  ])('%s', (_, before, why, after) => {
    expect(afterRefusal(before, why)).toEqual(after);
  });
});
