// A classic token at the doors that all requests go through.
import { describe, expect, it } from 'vitest';
import { classicScopes } from '../../../src/domain/classic/scope-catalogue.ts';
import { admit, admitByLimits } from '../../../src/domain/policy/admit.ts';
import type { OrganizationPolicy } from '../../../src/domain/policy/policy.ts';
import type { Rule, When } from '../../../src/domain/policy/rules/rule.ts';
import { answersOf } from '../../../src/domain/requests/answers-of.ts';
import { askedWhole } from '../../../src/domain/requests/asked-whole.ts';
import { classicLink, linkToCreate } from '../../../src/domain/requests/classic-link.ts';
import { isShown, shownAnswers } from '../../../src/domain/requests/form-fields.ts';
import { readAnswers } from '../../../src/domain/requests/request-form.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { isWholeScopeShown } from '../../../src/domain/scope/card-room.ts';
import { dependsOnRole, riskOf } from '../../../src/domain/scope/risk.ts';
import { covers } from '../../../src/domain/scope/scope.ts';
import { matchToken } from '../../../src/domain/tokens/match.ts';
import { approvedClassic, pendingClassic } from '../../support/sample-classic.ts';
import { mona } from '../../support/sample-people.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { actual, noon, permissions } from '../../support/sample-scopes.ts';

const open: OrganizationPolicy = { ...organizationPolicy(), classic: { isAllowed: true, reasons: ['packages'] } };
const request = pendingClassic(1);
const nothing = actual({ permissions: permissions({}), access: { selection: 'none' } });

describe('the policy, of a classic token', () => {
  const codes = (policy: OrganizationPolicy, scope = request.scope) =>
    admitByLimits(scope, policy, noon).reasons.map(({ code }) => code);

  it('refuses it unless it says otherwise, and for other reasons than it names', () => {
    expect(codes(organizationPolicy())).toEqual(['classic_not_allowed']);
    expect(codes(open)).toEqual([]);
    expect(codes({ ...open, classic: { isAllowed: true, reasons: ['checks'] } })).toEqual([
      'classic_reason_not_allowed',
    ]);
  });

  it('bounds its lifetime as any other’s', () => {
    expect(codes(open, { ...request.scope, lifetime: { kind: 'days', days: 91 } })).toEqual([
      'lifetime_beyond_maximum',
    ]);
  });

  const outcome = (when: When, then: Rule['then']['outcome'] = 'allow') => {
    const rule: Rule = {
      ...{ name: 'a rule', reason: 'why', mode: 'enforce', when },
      // biome-ignore lint/suspicious/noThenProperty: the policy's own word, and nothing awaits this.
      then: { outcome: then, approvals: null, maxDays: null, justification: null, reviewers: null },
    };
    return admit(request.scope, { ...open, rules: [rule] }, noon, askedWhole(request, false)).outcome;
  };

  it.each<[string, When, 'allow' | 'deny', string]>([
    ['a rule that allows all', {}, 'allow', 'ask'],
    ['a rule that allows what is asked for', { kind: ['request'] }, 'allow', 'ask'],
    ['a rule that allows classic tokens', { kind: ['classic'] }, 'allow', 'allow'],
    [
      'a rule that allows classic tokens that read',
      { kind: ['classic'], permissions: { only: [{ group: 'read' }] } },
      'allow',
      'ask',
    ],
    [
      'a rule that allows classic tokens in one repository',
      { kind: ['classic'], repositories: { only: ['docs'] } },
      'allow',
      'ask',
    ],
    ['a rule that forbids all', {}, 'deny', 'refuse'],
    ['a rule that forbids classic tokens', { kind: ['classic'] }, 'deny', 'refuse'],
    ['a rule that forbids what is asked for', { kind: ['request'] }, 'deny', 'ask'],
    ['a rule that forbids what is dangerous', { permissions: { any: [{ group: 'dangerous' }] } }, 'deny', 'refuse'],
    ['a rule that forbids high risk', { risk: ['high'] }, 'deny', 'refuse'],
  ])('%s', (_what, when, then, expected) => {
    expect(outcome(when, then)).toBe(expected);
  });
});

describe('what was agreed for a classic token', () => {
  it('lets no fine-grained one in, and covers none', () => {
    const agreed = approvedClassic(1);
    if (agreed.agreement === null) throw new Error('not approved');
    const claimant = {
      ...{ holder: mona.githubId, tokenName: 'publish', scope: nothing, sponsor: null, own: null, answer: null },
    };
    expect(matchToken(claimant, [agreed], noon, 7)).toEqual({ kind: 'unclaimed' });
    expect(covers(agreed.agreement, nothing)).toBe(false);
    const { classic: _classic, ...other } = agreed.agreement;
    expect(covers(other, nothing)).toBe(true);
  });

  it('is graded by its scopes, whoever holds it, and more where it never ends', () => {
    expect(riskOf(request.scope, 'member')).toMatchObject({ grade: 'high', dormant: [] });
    expect(riskOf({ ...request.scope, lifetime: { kind: 'never' } }, 'member').grade).toBe('critical');
    expect(dependsOnRole(request.scope)).toBe(false);
  });

  it('is shown whole on a card while there is room for its scopes', () => {
    const many = (count: number) => ({
      ...request.scope,
      classic: { reason: 'packages' as const, scopes: Array.from({ length: count }, (_, place) => `scope:${place}`) },
    });
    expect(isWholeScopeShown(many(12))).toBe(true);
    expect(isWholeScopeShown(many(13))).toBe(false);
  });
});

describe('the form', () => {
  const whole = {
    ...{ purpose: 'Publish', token_name: 'publish', description: '', justification: 'It publishes.', lifetime: '30' },
    ...{ token_kind: 'classic', classic_reason: 'packages', classic_scopes: ['read:packages', 'write:packages'] },
  };
  const read = (some: Readonly<Record<string, string | readonly string[]>>, policy = open) =>
    readAnswers('all', { ...whole, ...some }, { policy, now: noon, repositories: null });

  it('asks a classic token for its reason and its scopes, and for no permission and no repository', () => {
    for (const field of ['preset', 'permissions', 'repository_access', 'repositories'] as const)
      expect(isShown(field, whole)).toBe(false);
    for (const field of ['classic_reason', 'classic_scopes'] as const) {
      expect(isShown(field, whole)).toBe(true);
      expect(isShown(field, {})).toBe(false);
    }
  });

  it('reads it, without scopes that another includes', () => {
    expect(read({})).toMatchObject({ answers: { scope: request.scope } });
  });

  it.each<[string, Readonly<Record<string, string | readonly string[]>>, object]>([
    ['no reason', { classic_reason: '' }, { classic_reason: { why: 'required' } }],
    [
      'a reason that the policy does not name',
      { classic_reason: 'checks' },
      { classic_reason: { why: 'not_offered' } },
    ],
    ['a reason that is none', { classic_reason: 'because' }, { classic_reason: { why: 'not_offered' } }],
    ['no scope', { classic_scopes: [] }, { classic_scopes: { why: 'required' } }],
    [
      'a scope that is none',
      { classic_scopes: ['gist', 'everything'] },
      { classic_scopes: { why: 'unknown_scopes', values: ['everything'] } },
    ],
  ])('says at its field what is wrong: %s', (_what, some, problems) => {
    expect(read(some)).toEqual({ problems });
  });

  it('asks for what is not there at all as for what is empty', () => {
    const { classic_reason: _reason, classic_scopes: _scopes, ...rest } = whole;
    const required = { why: 'required' };
    for (const answers of [rest, { ...rest, classic_scopes: '' }, { ...rest, classic_scopes: [''] }])
      expect(readAnswers('all', answers, { policy: open, now: noon, repositories: null })).toEqual({
        problems: { classic_reason: required, classic_scopes: required },
      });
    expect(read({ classic_scopes: ['gist', ''] })).toMatchObject({
      answers: { scope: { classic: { scopes: ['gist'] } } },
    });
  });

  it('takes twenty scopes, and no more', () => {
    const names = classicScopes.map(({ name }) => name);
    expect(read({ classic_scopes: names.slice(0, 20) })).toHaveProperty('answers');
    expect(read({ classic_scopes: names.slice(0, 21) })).toEqual({
      problems: { classic_scopes: { why: 'too_long', max: 20, actual: 21 } },
    });
  });

  it('refuses it where the policy allows none, whatever is sent', () => {
    expect(read({}, organizationPolicy())).toEqual({ problems: { token_kind: { why: 'classic_not_allowed' } } });
  });

  it('is filled in with the same to ask again', () => {
    expect(shownAnswers(answersOf(request))).toMatchObject({
      ...{ token_kind: 'classic', classic_reason: 'packages', classic_scopes: ['write:packages'] },
    });
  });
});

describe('the link to GitHub’s page of classic tokens', () => {
  const link = (days: number | null) =>
    classicLink(
      'https://github.com',
      {
        ...{ tokenName: 'publish & more', lifetime: days === null ? { kind: 'never' } : { kind: 'days', days } },
        classic: { reason: 'packages', scopes: ['repo', 'read:org'] },
      },
      noon,
    ).url;

  it('carries the name, the scopes and a lifetime that GitHub offers', () => {
    expect(link(30)).toBe(
      'https://github.com/settings/tokens/new?description=publish+%26+more&scopes=repo%2Cread%3Aorg&default_expires_at=30',
    );
    const choiceOf = (days: number | null) => new URL(link(days)).searchParams.get('default_expires_at');
    expect([7, 30, 60, 90, null, 31].map(choiceOf)).toEqual(['7', '30', '60', '90', 'none', null]);
  });

  it('is the one for what was asked for, filled in as a whole', () => {
    const toCreate = (of: TokenRequest) => linkToCreate('https://github.com', 'acme', of, noon);
    expect(toCreate(request)).toEqual({
      url: 'https://github.com/settings/tokens/new?description=publish&scopes=write%3Apackages&default_expires_at=30',
      ...{ isDescriptionCut: false, isPrefilled: true },
    });
    const { pathname, searchParams } = new URL(toCreate(pendingRequest(1)).url);
    expect([pathname, searchParams.get('target_name'), searchParams.get('name'), searchParams.get('contents')]).toEqual(
      [...['/settings/personal-access-tokens/new', 'acme', 'nightly', 'read']],
    );
  });
});
