import { describe, expect, it } from 'vitest';
import { dayMs, type OrganizationId } from '../../../src/domain/ids.ts';
import type { Policy } from '../../../src/domain/policy/policy.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import {
  answersOfPage,
  askedBefore,
  beginDraft,
  keepPage,
  leftUnsent,
  solveDraft,
  usualOrganization,
} from '../../../src/domain/requests/drafts.ts';
import type { Answers } from '../../../src/domain/requests/form-fields.ts';
import type { Draft } from '../../../src/domain/requests/token-request.ts';
import { requestNumber } from '../../support/sample-dossiers.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { forAcmeCi, organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const acme = { ...organizationPolicy({ maxDays: 90 }), login: 'acme' };
const beta = { ...organizationPolicy({ maxDays: 7 }), login: 'beta' };
const policy: Policy = {
  ...{ hash: 'hash', organizations: [acme, beta], people: new Map() },
  machineUsers: new Map([[acmeCi.login, mona.slackId]]),
};
const slackId = mona.slackId;

function draft(answers: Answers, some: Partial<Draft> = {}): Draft {
  return { id: 'd1', version: 4, slackId, organizationLogin: 'acme', answers, createdAt: noon, ...some };
}

describe('what was left unsent', () => {
  const begun = draft({ purpose: 'Nightly build' });
  const left = (one: Draft, isSent = false) => leftUnsent([{ draft: one, isSent }], noon + dayMs);

  it('is what somebody filled in within a day', () => {
    expect(left({ ...begun, createdAt: noon + 1 })).toEqual([{ ...begun, createdAt: noon + 1 }]);
    expect(left(begun)).toEqual([]);
  });

  it('is nothing that was sent, and no form that only opened', () => {
    const fresh = { ...begun, createdAt: noon + dayMs };
    expect(left(fresh, true)).toEqual([]);
    expect(left({ ...fresh, answers: { organization: 'acme' } })).toEqual([]);
  });
});

describe('the organization that somebody usually asks for', () => {
  const known = [
    { id: 1 as OrganizationId, login: 'ACME' },
    { id: 2 as OrganizationId, login: 'beta' },
    { id: 3 as OrganizationId, login: 'gone' },
  ];
  const of = (...ids: readonly number[]) => ids.map((id) => ({ organizationId: id as OrganizationId }));

  it('is the one of the likeliest of what is theirs', () => {
    expect(usualOrganization(policy, known, of(2, 1))).toBe(beta);
    expect(usualOrganization(policy, known, of(1))).toBe(acme);
  });

  it('is not known where nothing is theirs, or the policy names it no more, or but one', () => {
    expect(usualOrganization(policy, known, [])).toBe(null);
    expect(usualOrganization(policy, known, of(4))).toBe(null);
    expect(usualOrganization(policy, known, of(3))).toBe(null);
    expect(usualOrganization({ ...policy, organizations: [acme] }, known, of(1))).toBe(null);
  });
});

describe('a form begins', () => {
  const about = { id: 'd9', slackId, left: [] as readonly Draft[], usual: null, policy };

  it('empty, with the first organization’s days, and asks which one it is for', () => {
    const begun = beginDraft(null, about, noon);
    expect(begun.draft).toEqual({
      ...{ id: 'd9', version: 1, slackId, organizationLogin: 'acme', createdAt: noon },
      answers: {
        ...{ preset: 'other', repository_access: 'subset', machine_user: '@me', token_kind: 'fine_grained' },
        lifetime: '30',
      },
    });
    expect(begun.keptAt).toBe(null);
    expect(begun.change).toEqual({
      writes: [{ table: 'drafts', was: null, row: begun.draft }],
      entries: [],
      effects: [],
    });
  });

  it('for the organization that they usually ask for', () => {
    const { draft: row } = beginDraft(null, { ...about, usual: beta }, noon);
    expect(row).toMatchObject({ organizationLogin: 'beta', answers: { organization: 'beta', lifetime: '7' } });
  });

  it('with what was left last, in place of all that was left', () => {
    const last = draft({ purpose: 'Nightly build', organization: 'beta' }, { createdAt: noon - 5 });
    const left = [last, draft({ purpose: 'Older' }, { id: 'd0' })];
    const begun = beginDraft(null, { ...about, left, usual: acme }, noon);
    expect(begun.draft).toMatchObject({
      organizationLogin: 'beta',
      answers: { purpose: 'Nightly build', organization: 'beta' },
    });
    expect(begun.keptAt).toBe(noon - 5);
    expect(begun.change.writes).toEqual([
      ...left.map((row) => ({ table: 'drafts', was: 4, row, removes: true })),
      { table: 'drafts', was: null, row: begun.draft },
    ]);
  });

  it('filled in with what is given, beside what was left, or in its place', () => {
    const left = [draft({ purpose: 'Nightly build' })];
    const filled = { answers: { purpose: 'Another' }, organizationLogin: 'beta' };
    const beside = beginDraft(filled, { ...about, left }, noon);
    expect(beside.draft).toMatchObject({ organizationLogin: 'beta', answers: { purpose: 'Another' } });
    expect(beside.keptAt).toBe(null);
    expect(beside.change.writes).toHaveLength(1);
    expect(beginDraft({ ...filled, forgetsOthers: false }, { ...about, left }, noon).change.writes).toHaveLength(1);
    const instead = beginDraft({ answers: {}, forgetsOthers: true }, { ...about, left }, noon);
    expect(instead.draft.answers.purpose).toBe(undefined);
    expect(instead.keptAt).toBe(null);
    expect(instead.change.writes).toHaveLength(2);
  });

  it('for the usual organization where the one that was named is not governed', () => {
    const named = beginDraft({ answers: { organization: 'gone' } }, { ...about, usual: beta }, noon);
    expect(named.draft.answers.organization).toBe('beta');
    const several = beginDraft({ answers: { organization: ['acme'] } }, { ...about, usual: beta }, noon);
    expect(several.draft.organizationLogin).toBe('beta');
  });

  it('for a machine user only as long as they sponsor it', () => {
    const answers = { machine_user: acmeCi.login };
    expect(beginDraft({ answers }, about, noon).draft.answers.machine_user).toBe(acmeCi.login);
    expect(beginDraft({ answers }, { ...about, slackId: bea.slackId }, noon).draft.answers.machine_user).toBe('@me');
  });

  it('nowhere where the policy governs nothing', () => {
    const empty = { ...policy, organizations: [] };
    expect(() => beginDraft(null, { ...about, policy: empty }, noon)).toThrow('the policy names no organization');
  });
});

describe('a request is asked again', () => {
  const number = requestNumber(7);
  const theirs = { slackId, account: mona, policy };

  it('by the account whose it was, as it was', () => {
    expect(askedBefore(number, pendingRequest(7), theirs)).toMatchObject({ token_name: 'nightly' });
    expect(askedBefore(number, pendingRequest(7, forAcmeCi), theirs)).toMatchObject({ machine_user: acmeCi.login });
  });

  it('by nobody else, who learns nothing of it', () => {
    const unknown = refuse({ why: 'unknown_request', given: 'PAT-7' });
    expect(askedBefore(number, pendingRequest(7), { ...theirs, account: bea })).toEqual(unknown);
    expect(askedBefore(number, pendingRequest(7), { ...theirs, account: null })).toEqual(unknown);
    expect(askedBefore(number, null, theirs)).toEqual(unknown);
  });

  it('for a machine user by its sponsor alone', () => {
    const refusal = refuse({ why: 'not_its_sponsor', login: acmeCi.login });
    const before = pendingRequest(7, forAcmeCi);
    expect(askedBefore(number, before, { ...theirs, policy: { ...policy, machineUsers: new Map() } })).toEqual(refusal);
  });
});

describe('of a page is kept', () => {
  const before = draft({ organization: 'acme', purpose: '', token_name: '' });

  it('what it asks for, as the next version, and what follows from the purpose', () => {
    const kept = keepPage(before, 1, { purpose: 'Nightly build', justification: 'not asked here' }, policy);
    expect(kept).toMatchObject({ policy: acme, draft: { version: 5, organizationLogin: 'acme' } });
    if (!('draft' in kept)) throw new Error('refused');
    expect(kept.draft.answers).toMatchObject({ purpose: 'Nightly build', token_name: 'nightly-build' });
    expect(kept.draft.answers.justification).not.toBe('not asked here');
    expect(kept.change).toEqual({ writes: [{ table: 'drafts', was: 4, row: kept.draft }], entries: [], effects: [] });
  });

  it('on the second page what stands there, and nothing follows from it', () => {
    const second = draft({ organization: 'acme', purpose: 'Nightly build', token_name: '' });
    const kept = keepPage(second, 2, { justification: 'the build needs it', purpose: 'not asked here' }, policy);
    expect(kept).toMatchObject({ draft: { answers: { ...second.answers, justification: 'the build needs it' } } });
  });

  it('the organization that was chosen, which is one that is governed', () => {
    expect(keepPage(before, 1, { organization: 'beta' }, policy)).toMatchObject({
      policy: beta,
      draft: { organizationLogin: 'beta' },
    });
    const refusal = refuse({ why: 'draft_gone' });
    expect(keepPage(before, 1, { organization: 'gone' }, policy)).toEqual(refusal);
    expect(keepPage(before, 1, { organization: ['beta'] }, policy)).toMatchObject({ policy: acme });
  });

  it('nothing that looks like a credential, in a list neither', () => {
    const secret = `github_pat_${'A1'.repeat(41)}`;
    const kept = keepPage(before, 1, { purpose: secret, where_used: 'git' }, policy);
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(kept).toMatchObject({ draft: { answers: { where_used: 'git' } } });
    const listed = keepPage(before, 2, { permissions: ['contents:read', secret], repositories: null }, policy);
    expect(JSON.stringify(listed)).not.toContain(secret);
    expect(listed).toMatchObject({ draft: { answers: { repositories: null } } });
  });

  it('no more than the page asks', () => {
    expect(answersOfPage(2, { justification: 'needed', purpose: 'Nightly' })).toEqual({ justification: 'needed' });
  });
});

it('a form whose advice was enough ends, and the trail says what it would have been for', () => {
  const row = draft({ where_used: 'actions' });
  expect(solveDraft(row, noon)).toEqual({
    writes: [{ table: 'drafts', was: 4, row, removes: true }],
    entries: [
      { at: noon, actor: 'slack:U0MONA', act: 'form.solve', subject: 'form:d1', data: { whereUsed: 'actions' } },
    ],
    effects: [],
  });
});
