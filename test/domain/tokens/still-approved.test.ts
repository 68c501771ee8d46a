import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { Reviewer } from '../../../src/domain/person.ts';
import type { Basis } from '../../../src/domain/scope/agreement.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import type { Lost } from '../../../src/domain/tokens/release-claim.ts';
import { isQuestion } from '../../../src/domain/tokens/sighting.ts';
import {
  type Counting,
  objectionToApprovers,
  stillCounting,
  whetherStill,
} from '../../../src/domain/tokens/still-approved.ts';
import { rowOf, stepsOf } from '../../support/read-change.ts';
import { dossier, now, stillOwners } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { approvedRequest } from '../../support/sample-requests.ts';
import { agreement } from '../../support/sample-scopes.ts';

type Said = readonly [Reviewer, boolean];
const by = (...people: readonly Reviewer[]): Basis => ({ by: 'people', people });
const asTeam: Reviewer = { ...bea, as: 'repository-admins' };
const lostBy = ({ slackId }: Reviewer, why: string): Lost => ({ why, because: 'not_a_reviewer', by: slackId });
const ask = (person: Reviewer) => ({ ask: 'is_still_owner', person }) as const;

describe('an approval', () => {
  it.each<readonly [string, Basis, readonly Said[], Lost | ReturnType<typeof ask> | null]>([
    ['counts while its approver may approve', by(bea), [[bea, true]], null],
    [
      'counts while all of several may',
      by(bea, otto),
      [
        [bea, true],
        [otto, true],
      ],
      null,
    ],
    ['is asked about while nobody knows', by(bea), [], ask(bea)],
    ['is asked about for each of several', by(bea, otto), [[bea, true]], ask(otto)],
    ['counts no longer where an owner is none', by(bea), [[bea, false]], lostBy(bea, 'bea is no longer an owner')],
    [
      'counts no longer where a reviewer is none',
      by(asTeam),
      [[bea, false]],
      lostBy(bea, 'bea is no longer a reviewer'),
    ],
    [
      'counts no longer where one of two lost it',
      by(bea, otto),
      [
        [bea, true],
        [otto, false],
      ],
      lostBy(otto, 'otto is no longer an owner'),
    ],
    [
      'never counts where its holder gave it',
      by(mona),
      [[mona, true]],
      { why: 'its holder approved it', because: 'own_token', by: mona.slackId },
    ],
    ['of a rule counts', { by: 'rule', rule: 'reads', policyHash: 'hash' }, [], null],
    ['on github.com counts', { by: 'github', login: 'bea' }, [], null],
  ])('%s', (_, basis, said, expected) => {
    expect(objectionToApprovers(basis, mona.githubId, { stillOwners: stillOwners(...said) }, ask)).toEqual(expected);
  });

  it('is asked about where nobody was asked yet', () => {
    expect(objectionToApprovers(by(bea), mona.githubId, {}, ask)).toEqual(ask(bea));
  });

  it('is asked about by whom its request may be decided, or by what let its approver decide', () => {
    const { scope, verdict } = approvedRequest(7);
    const other = { ...scope, access: { selection: 'all' } } as const;
    const named = { scope, verdict: { ...verdict, reviewers: ['owners', 'repository-admins'] } } as const;
    expect(whetherStill(asTeam, { scope, verdict }, other)).toEqual({ ask: 'is_still_owner', person: asTeam });
    expect(whetherStill(bea, named, other)).toMatchObject({
      ask: 'is_still_reviewer',
      reviewers: { rules: named.verdict.reviewers },
    });
    expect(whetherStill(bea, null, other)).toEqual({ ask: 'is_still_owner', person: bea });
    expect(whetherStill(asTeam, null, other)).toMatchObject({
      ask: 'is_still_reviewer',
      reviewers: { rules: ['repository-admins'] },
    });
  });
});

describe('what is found among approvals', () => {
  const requests = [approvedRequest(7), approvedRequest(8, { agreement: agreement({ basis: by(otto) }) })];
  const first = ({ requests: all }: Dossier) => {
    const request = all.find(({ status }) => status === 'approved');
    return request?.agreement == null ? null : { request, agreement: request.agreement };
  };

  function counting(
    known: Partial<Dossier>,
    ...said: readonly Said[]
  ): Counting<NonNullable<ReturnType<typeof first>>> {
    const result = stillCounting(first, dossier(known), { stillOwners: stillOwners(...said) }, now);
    if (isQuestion(result)) throw new Error(`a question: ${result.ask}`);
    return result;
  }

  it('is the first where that counts, and nothing is reopened', () => {
    expect(counting({ requests }, [bea, true])).toMatchObject({ found: { request: { number: 7 } } });
    expect(counting({ requests }, [bea, true]).reopened).toBe(noChange);
    expect(counting({ requests: [] })).toEqual({ found: null, reopened: noChange });
  });

  it('is the next one where the first counts no longer, which goes back to its reviewers with the reason', () => {
    const { found, reopened } = counting({ requests }, [bea, false], [otto, true]);
    expect(found?.request.number).toBe(8);
    expect(stepsOf(reopened)).toEqual(['request.reopen PAT-7']);
    expect(rowOf(reopened, 'token_requests')).toMatchObject({ status: 'pending', agreement: null });
    expect(reopened.entries[0]?.data).toMatchObject(lostBy(bea, 'bea is no longer an owner'));
  });

  it('is nothing where none counts', () => {
    const { found, reopened } = counting({ requests }, [bea, false], [otto, false]);
    expect(found).toBeNull();
    expect(stepsOf(reopened)).toEqual(['request.reopen PAT-7', 'request.reopen PAT-8']);
  });

  it('is not known while one of them is to be asked about', () => {
    const ofOtto = { ask: 'is_still_owner', person: otto };
    expect(stillCounting(first, dossier({ requests }), {}, now)).toEqual({ ask: 'is_still_owner', person: bea });
    expect(stillCounting(first, dossier({ requests }), { stillOwners: stillOwners([bea, false]) }, now)).toEqual(
      ofOtto,
    );
  });

  it('never rests on the word of whoever holds the token', () => {
    const own = [approvedRequest(7, { agreement: agreement({ basis: by(mona) }) })];
    expect(stepsOf(counting({ requests: own }, [mona, true]).reopened)).toEqual(['request.reopen PAT-7']);
  });
});
