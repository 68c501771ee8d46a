import { describe, expect, it } from 'vitest';
import type { RepositoryAccess } from '../../../src/domain/scope/agreement.ts';
import {
  activeTokenId,
  type Call,
  clockOnly,
  factsOfPeople,
  grantKey,
  hasEnded,
  isQuestion,
  isWaitedFor,
  pendingTokenId,
  restsOnSlack,
  scopeShown,
} from '../../../src/domain/tokens/sighting.ts';
import { acme, facts, listedActive, listedWaiting, now, patId, read, sighting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { actual, noon, subset } from '../../support/sample-scopes.ts';

describe('names that GitHub’s ids make', () => {
  it('of a grant: one that was given anew is another', () => {
    expect(grantKey(listedActive())).toBe(`701@${noon + 60_000}`);
    expect(grantKey(listedActive({ patId: patId(702), accessGrantedAt: noon }))).toBe(`702@${noon}`);
  });

  it('of our rows: two processes that see a token first make one row', () => {
    expect(pendingTokenId(acme, listedWaiting())).toBe('pending-1-501');
    expect(activeTokenId(acme, listedActive())).toBe(`active-1-701-${noon + 60_000}`);
  });
});

describe('a listed token', () => {
  it.each([
    ['has ended where GitHub says so, whatever its date', { isExpired: true, expiresAt: null }, true],
    ['has ended at its very instant', { isExpired: false, expiresAt: now }, true],
    ['lives until then', { isExpired: false, expiresAt: now + 1 }, false],
    ['never ends without a date', { isExpired: false, expiresAt: null }, false],
  ])('%s', (_, listed, is) => {
    expect(hasEnded(listed, now)).toBe(is);
  });
});

it('by the clock alone nothing was read, and nothing is known', () => {
  expect(clockOnly(now)).toEqual({
    beganAt: now,
    waiting: null,
    active: null,
    areRepositoriesDue: false,
    call: null,
    facts: {},
  });
});

it('a question is told from a Change', () => {
  expect(isQuestion({ ask: 'is_it_active' })).toBe(true);
  expect(isQuestion({ writes: [], entries: [], effects: [] })).toBe(false);
});

it('an approval waits for Slack to say who its giver is, and what takes away does not', () => {
  expect([null, 'approve', 'deny', 'revoke'].map((of) => restsOnSlack(of === null ? null : ({ of } as Call)))).toEqual([
    ...[true, true, false, false],
  ]);
});

describe('the scope of a listed token', () => {
  const known = (access: RepositoryAccess) => ({ scope: actual({ access }), readAt: noon - 5 });
  const nothing = sighting({ facts: {} });
  const due = { ...nothing, areRepositoriesDue: true };

  it.each(['all', 'none'] as const)('is plain where it reaches %s', (selection) => {
    const access = { selection };
    const { permissions, createdAt, expiresAt } = actual();
    const scope = { permissions, access, createdAt, expiresAt };
    expect(scopeShown(listedWaiting({ selection }), null, due, now)).toEqual({ scope, readAt: now });
    expect(scopeShown(listedWaiting({ selection }), known(access), due, now)).toEqual({ scope, readAt: noon - 5 });
    expect(scopeShown(listedWaiting({ selection }), known(subset(1)), due, now)).toEqual({ scope, readAt: now });
  });

  it('of an active one counts from when it was let in: GitHub does not tell when it was created', () => {
    const shown = scopeShown(listedActive({ selection: 'all', expiresAt: null }), null, nothing, now);
    expect(shown).toMatchObject({ scope: { createdAt: listedActive().accessGrantedAt, expiresAt: null } });
  });

  it('takes its repositories from what was read of it', () => {
    const ofPending = new Map([[listedWaiting().patRequestId, read(1, 3)]]);
    const ofActive = new Map([[patId(701), read(2)]]);
    const both = { ...due, facts: { ofPending, ofActive } };
    expect(scopeShown(listedWaiting(), known(subset(1)), both, now)).toEqual({
      scope: actual({ access: subset(1, 3) }),
      readAt: now - 1,
    });
    expect(scopeShown(listedActive(), null, both, now)).toEqual({
      scope: actual({ access: subset(2), createdAt: listedActive().accessGrantedAt }),
      readAt: now - 1,
    });
  });

  it('keeps the repositories that are known until it is their turn', () => {
    expect(scopeShown(listedActive(), known(subset(4)), nothing, now)).toEqual({
      scope: actual({ access: subset(4), createdAt: listedActive().accessGrantedAt }),
      readAt: noon - 5,
    });
  });

  it.each([
    ['nothing is known of it', null, nothing],
    ['it reached all before', known({ selection: 'all' }), nothing],
    ['it is their turn', known(subset(1)), due],
  ])('needs its repositories where %s', (_, before, seen) => {
    expect(scopeShown(listedWaiting(), before, seen, now)).toEqual({ ask: 'repositories_of_pending', id: 501 });
    expect(scopeShown(listedActive(), before, seen, now)).toEqual({ ask: 'repositories_of_active', id: 701 });
  });
});

it('for a fact that GitHub has to be asked for we wait, and for a holder’s zone we do not', () => {
  expect((['zone', 'is_it_active', 'is_holder_member'] as const).map((ask) => isWaitedFor({ ask }))).toEqual([
    false,
    true,
    true,
  ]);
});

describe('of what was asked for one review', () => {
  it('what people may is kept, and what the token shows is read again', () => {
    const still = new Map([[bea.githubId, true]]);
    expect(factsOfPeople({ ...facts, stillOwners: still })).toEqual({ stillOwners: still, isHolderMember: true });
    expect(factsOfPeople({ ...facts, isHolderMember: false })).toEqual({ isHolderMember: false });
  });

  it('nothing is kept that was not asked', () => {
    expect(Object.keys(factsOfPeople({ zone: 'UTC' }))).toEqual([]);
  });
});
