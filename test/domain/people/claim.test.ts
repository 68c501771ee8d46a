import { describe, expect, it } from 'vitest';
import { dayMs, type GithubUserId, type OrganizationId, type SlackUserId } from '../../../src/domain/ids.ts';
import { advanceClaim, type ClaimAct, openClaim } from '../../../src/domain/people/advance-claim.ts';
import {
  type Claim,
  type ClaimActName,
  type ClaimStatus,
  claimObstacle,
  claimTransitions,
  confirmedByTwo,
  distinctVouchers,
  nextClaimStatus,
} from '../../../src/domain/people/claim.ts';
import type { LinkedPerson } from '../../../src/domain/person.ts';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { effectsOf, keysOf, rowsOf } from '../../support/read-change.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';

const noon = Date.parse('2026-06-09T12:00:00Z');
const organizationId = 1 as OrganizationId;

function claimOf(some: Partial<Claim> = {}): Claim {
  const { slackId, githubId, login } = mona;
  const { claim } = openClaim(
    { id: 'c1', organizationId, slackId, account: { githubId, login }, isOwner: false },
    noon,
  );
  return { ...claim, ...some };
}

function vouched(claim: Claim, by: LinkedPerson, some: Partial<Extract<ClaimAct, { act: 'vouch' }>> = {}) {
  const act = { act: 'vouch', by, standing: distinctVouchers(claim.vouches), isOwner: claim.isOwner, ...some } as const;
  const stepped = advanceClaim(claim, act, noon + 1);
  if (isRefusal(stepped)) throw new Error(stepped.why);
  return stepped;
}

function refused(claim: Claim, act: ClaimAct): string {
  const stepped = advanceClaim(claim, act, noon + 1);
  return isRefusal(stepped) ? stepped.why : 'was not refused';
}

describe('the life of a Claim', () => {
  // Written from the design's sentences, not from the table.
  const allowed = `
    open vouch -> open
    open confirm -> confirmed
    open refuse -> refused
    open lapse -> lapsed
    open withdraw -> withdrawn
    open annul -> void`;
  const acts: readonly ClaimActName[] = ['vouch', 'confirm', 'refuse', 'lapse', 'withdraw', 'annul'];
  const expected = new Map(
    allowed
      .trim()
      .split('\n')
      .map((line) => line.trim().split(' -> '))
      .map(([pair = '', to = '']) => [pair, to]),
  );

  it.each(
    (Object.keys(claimTransitions) as ClaimStatus[]).flatMap((status) => acts.map((act) => [status, act] as const)),
  )('%s, %s', (status, act) => {
    expect(nextClaimStatus(status, act)).toBe(expected.get(`${status} ${act}`) ?? null);
  });

  it.each(
    (['confirmed', 'refused', 'lapsed', 'withdrawn', 'void'] as const).flatMap((status) =>
      (
        [
          { act: 'vouch', by: otto, standing: [], isOwner: false },
          { act: 'refuse', by: otto },
          { act: 'lapse' },
          { act: 'withdraw' },
          { act: 'annul', why: 'left' },
        ] satisfies readonly ClaimAct[]
      ).map((act) => [status, act.act, act] as const),
    ),
  )('once it is %s, nobody can %s', (status, _, act) => {
    expect(refused(claimOf({ status }), act)).toBe('claim_already');
  });
});

describe('a Claim of a member', () => {
  it('is confirmed by one owner', () => {
    const { claim, isConfirmed, change } = vouched(claimOf(), bea);
    expect([claim.status, isConfirmed]).toEqual(['confirmed', true]);
    expect(change.entries.map(({ act, actor, data }) => [act, actor, data.have, data.needed])).toEqual([
      ['claim.vouch', `slack:${bea.slackId}`, 1, 1],
    ]);
  });

  it('who became an owner since needs two', () => {
    const { claim, isConfirmed } = vouched(claimOf(), bea, { isOwner: true });
    expect([claim.status, claim.isOwner, isConfirmed]).toEqual(['open', true, false]);
  });
});

describe('a Claim of an owner', () => {
  const waiting = claimOf({ isOwner: true });
  const once = vouched(waiting, bea).claim;

  it('waits for a second owner after the first', () => {
    expect([once.status, once.vouches.map(({ by }) => by.login)]).toEqual(['open', ['bea']]);
    expect(vouched(waiting, bea).change.effects.map(({ kind }) => kind)).toEqual(['redraw']);
  });

  it('is confirmed by the second', () => {
    expect(vouched(once, otto).claim.status).toBe('confirmed');
  });

  it('is not confirmed by the first owner once more', () => {
    expect(refused(once, { act: 'vouch', by: bea, standing: [bea.githubId], isOwner: true })).toBe('vouched_already');
  });

  it('is not confirmed by the first owner from a second Slack account', () => {
    const again = { ...bea, slackId: 'U0BEA2' as SlackUserId };
    expect(refused(once, { act: 'vouch', by: again, standing: [bea.githubId], isOwner: true })).toBe('vouched_already');
  });

  it('counts no owner who was demoted since', () => {
    const { claim, isConfirmed } = vouched(once, otto, { standing: [] });
    expect([isConfirmed, claim.vouches.map(({ by }) => by.login)]).toEqual([false, ['otto']]);
  });
});

describe('nobody speaks for themselves', () => {
  it.each<[string, Partial<LinkedPerson>]>([
    ['as the account that is claimed', { githubId: mona.githubId }],
    ['as the Slack user who claims', { slackId: mona.slackId }],
  ])('%s', (_, same) => {
    const self = { ...otto, ...same };
    expect(refused(claimOf(), { act: 'vouch', by: self, standing: [], isOwner: false })).toBe('own_claim');
    expect(refused(claimOf(), { act: 'refuse', by: self })).toBe('own_claim');
  });
});

describe('whoever claims', () => {
  const person = `slack:${mona.slackId}`;
  const about = { person, githubId: mona.githubId, login: 'mona' };

  it('is put before the reviewers', () => {
    const { claim, change } = openClaim(
      { ...{ id: 'c1', organizationId, slackId: mona.slackId, isOwner: true }, account: claimOf().account },
      noon,
    );
    expect(rowsOf(change, 'claims')).toEqual([claim]);
    expect(change.entries).toEqual([
      { at: noon, actor: person, act: 'claim.open', subject: 'claim:c1', data: { ...about, isOwner: true } },
    ]);
    expect([effectsOf(change), keysOf(change)]).toEqual([['claim_card to reviewers'], ['claim_card:c1']]);
    expect(change.effects).toMatchObject([{ message: { kind: 'claim_card', id: 'c1' } }]);
  });

  it.each<[string, ClaimAct, Partial<Claim>, object, boolean]>([
    [
      'is told of a refusal',
      { act: 'refuse', by: bea },
      { status: 'refused', refusal: { by: bea, at: noon + 1 } },
      { act: 'claim.refuse', actor: `slack:${bea.slackId}`, data: about },
      true,
    ],
    [
      'is told that nobody confirmed in time',
      { act: 'lapse' },
      { status: 'lapsed' },
      { act: 'claim.lapse', actor: 'countersign', data: about },
      true,
    ],
    [
      'is told that it means nothing any more',
      { act: 'annul', why: 'renamed' },
      { status: 'void', voidWhy: 'renamed' },
      { act: 'claim.void', actor: 'countersign', data: { ...about, why: 'renamed' } },
      true,
    ],
    [
      'is not told of their own withdrawal',
      { act: 'withdraw' },
      { status: 'withdrawn' },
      { act: 'claim.withdraw', actor: person, data: about },
      false,
    ],
  ])('%s', (_, act, after, entry, isTold) => {
    const before = claimOf();
    const stepped = advanceClaim(before, act, noon + 1);
    if (isRefusal(stepped)) throw new Error(stepped.why);
    const row = { ...before, ...after, version: 2, changedAt: noon + 1 };
    expect(stepped.change.writes).toEqual([{ table: 'claims', was: 1, row }]);
    expect(stepped.change.entries).toEqual([{ at: noon + 1, subject: 'claim:c1', ...entry }]);
    expect(effectsOf(stepped.change)).toEqual([
      'redraw claim:c1',
      ...(isTold ? [`claim_news to ${mona.slackId}`] : []),
    ]);
    expect(keysOf(stepped.change)).toEqual(isTold ? ['claim_news:c1:v2'] : []);
  });
});

describe('whoever comes second', () => {
  const vouches = [bea, otto].map((by) => ({ by, at: noon }));

  it.each<[string, Partial<Claim>, string | null]>([
    ['who refused it', { status: 'refused', refusal: { by: bea, at: noon } }, bea.slackId],
    ['who confirmed it alone', { status: 'confirmed', vouches: vouches.slice(0, 1) }, bea.slackId],
    ['who confirmed it last', { status: 'confirmed', vouches }, otto.slackId],
    ['nobody of one that lapsed, whoever confirmed it before', { status: 'lapsed', vouches }, null],
    ['nobody of one that was confirmed in another way', { status: 'confirmed' }, null],
  ])('is told of %s', (_, some, by) => {
    expect(advanceClaim(claimOf(some), { act: 'lapse' }, noon)).toMatchObject({
      ...{ why: 'claim_already', slackId: mona.slackId, login: 'mona', status: some.status, by },
    });
  });
});

describe('that two owners confirmed a link', () => {
  const vouches = [bea, otto].map((by) => ({ by, at: noon }));
  const both: Partial<Claim> = { status: 'confirmed', vouches, changedAt: noon };

  it.each<[string, Partial<Claim>, boolean]>([
    ['holds of the link that came of it', both, true],
    ['holds of two of three', { ...both, vouches: [...vouches, { by: mona, at: noon }] }, true],
    ['is not so where one did', { ...both, vouches: vouches.slice(1) }, false],
    ['is not so where one did twice', { ...both, vouches: vouches.map((one) => ({ ...one, by: bea })) }, false],
    ['is not so of a Claim that was not confirmed', { ...both, status: 'void' }, false],
    ['is not so of another person', { ...both, slackId: bea.slackId }, false],
    ['is not so of another account', { ...both, account: { githubId: bea.githubId, login: 'mona' } }, false],
    ['is not so of a link that ended and was made again', { ...both, changedAt: noon - 1 }, false],
  ])('%s', (_, some, is) => {
    const link = { slackId: mona.slackId, githubId: mona.githubId, linkedAt: noon };
    expect(confirmedByTwo(claimOf(some), link)).toBe(is);
  });
});

describe('what stands in the way of a Claim', () => {
  const whose = { slackId: mona.slackId, githubId: mona.githubId };
  const elses = { slackId: 'U0EVE' as SlackUserId };
  const another = { account: { githubId: 999 as GithubUserId, login: 'other' } };
  const hoursAgo = (hours: number) => ({ createdAt: noon - hours * 3_600_000, changedAt: noon - hours * 3_600_000 });

  it.each<[string, readonly Claim[], string | null]>([
    ['nothing', [], null],
    ['an open one of theirs', [claimOf()], 'waiting'],
    ['an open one of theirs for another account', [claimOf(another)], 'waiting'],
    ['an open one of somebody else for the account', [claimOf(elses)], 'contested'],
    ['an open one of somebody else for another account', [claimOf({ ...elses, ...another })], null],
    ['one that an owner refused six days ago', [claimOf({ status: 'refused', ...hoursAgo(144) })], 'refused'],
    ['one that an owner refused a week ago', [claimOf({ status: 'refused', ...hoursAgo(168) })], null],
    ['one that an owner refused eight days ago', [claimOf({ status: 'refused', ...hoursAgo(192) })], null],
    ['one of another account that was refused', [claimOf({ ...another, status: 'refused', ...hoursAgo(1) })], null],
    ['one of somebody else that was refused', [claimOf({ ...elses, status: 'refused', ...hoursAgo(1) })], null],
    ['three within a day', [1, 2, 23].map((hours) => claimOf({ status: 'withdrawn', ...hoursAgo(hours) })), 'too_many'],
    [
      'three within a day and a bit',
      [1, 2, 24].map((hours) => claimOf({ status: 'lapsed', ...hoursAgo(hours) })),
      null,
    ],
    [
      'three of somebody else',
      [1, 2, 3].map((hours) => claimOf({ ...elses, status: 'void', ...hoursAgo(hours) })),
      null,
    ],
  ])('%s', (_, known, is) => {
    expect(claimObstacle(known, whose, noon)?.is ?? null).toBe(is);
  });

  it('is over a week after it was made', () => {
    expect(claimOf().lapsesAt).toBe(noon + 7 * dayMs);
  });
});
