import { describe, expect, it } from 'vitest';
import type { GithubUserId } from '../../../src/domain/ids.ts';
import type { Review } from '../../../src/domain/person.ts';
import { asSaidSince, isAnothersApproval, isApprovalUnsaid } from '../../../src/domain/tokens/anothers-approval.ts';
import type { Holder, Told } from '../../../src/domain/tokens/dossier.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { dossier, grant, told, waiting } from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const ofMona = dossier().holder;
const sponsored: Holder = { ...ofMona, isMachineUser: true, ownAccounts: [mona.githubId, bea.githubId] };
const byOtto = told('approved');
const review = (act: Review['act']): Review => ({ act, by: bea, revision: 2, at: noon, reason: null });

describe('what was let in on github.com counts as agreed to', () => {
  it.each<readonly [who: string, told: Told, holder: Holder, counts: boolean]>([
    ['by another owner', byOtto, ofMona, true],
    ['by another owner, for a machine user', byOtto, sponsored, true],
    ['not by its holder', { ...byOtto, byId: mona.githubId }, ofMona, false],
    ['not by the sponsor of a machine user', { ...byOtto, byId: bea.githubId }, sponsored, false],
    ['by whoever sponsors others', { ...byOtto, byId: bea.githubId }, ofMona, true],
    ['not where the sponsor’s account isn’t known', byOtto, { ...sponsored, ownAccounts: null }, false],
    ['not where nobody’s account was told', { ...byOtto, byId: null }, ofMona, false],
    ['not by an App', { ...byOtto, by: 'robot[bot]' }, ofMona, false],
    ['by whoever is called like one', { ...byOtto, by: '[bot]ty' }, ofMona, true],
    ['though the login was not told', { ...byOtto, by: null }, ofMona, true],
    ['not where it was denied', told('denied'), ofMona, false],
  ])('%s', (_, by, holder, counts) => {
    expect(isAnothersApproval(by, holder)).toBe(counts);
  });
});

describe('who approved it is not said', () => {
  it.each<readonly [what: string, row: Partial<PendingToken>, isUnsaid: boolean]>([
    ['of what GitHub only shows', {}, true],
    ['of what waits: nobody did', { status: 'held' }, false],
    ['no more where a webhook named them', { decidedElsewhereBy: 'otto' }, false],
    ['no more where we let it in', { agreement: agreement() }, false],
    ['no more where a reviewer did', { reviews: [review('approve')] }, false],
    ['though a reviewer had denied it here', { reviews: [review('deny')] }, true],
  ])('%s', (_, row, isUnsaid) => {
    expect(isApprovalUnsaid(waiting({ status: 'approved', ...row }))).toBe(isUnsaid);
  });

  it('until a webhook named them later', () => {
    const onGithub = grant({ agreement: agreement({ basis: { by: 'github', login: 'otto' } }) });
    const row = waiting({ status: 'approved' });
    expect(asSaidSince(row, onGithub).decidedElsewhereBy).toBe('otto');
    expect(asSaidSince(row, grant())).toBe(row);
    expect(asSaidSince(row, grant({ agreement: null }))).toBe(row);
    expect(asSaidSince(row, null)).toBe(row);
    const ours = waiting({ status: 'approved', agreement: agreement() });
    expect(asSaidSince(ours, onGithub)).toBe(ours);
  });
});

it('an account is told apart by its id, which no rename changes', () => {
  const renamed: Told = { ...byOtto, by: mona.login, byId: 999 as GithubUserId };
  expect(isAnothersApproval(renamed, ofMona)).toBe(true);
});
