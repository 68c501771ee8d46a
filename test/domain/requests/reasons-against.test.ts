import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Rule, When } from '../../../src/domain/policy/rules/rule.ts';
import {
  isRevoked,
  mayBeLess,
  reasonsAgainst,
  reasonsAgainstOffer,
  verdictOnRequest,
} from '../../../src/domain/requests/reasons-against.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { grant } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const denying = (when: When): Rule => ({
  ...{ name: 'Closed', reason: 'Because.', mode: 'enforce', when },
  // biome-ignore lint/suspicious/noThenProperty: the rule's own word, and nothing awaits this.
  then: { outcome: 'deny', approvals: null, reviewers: null, maxDays: null, justification: null },
});
const policy = (when: When) => ({ ...organizationPolicy(), rules: [denying(when)] });
const said = [{ code: 'rule_denies', rule: { name: 'Closed', reason: 'Because.' } }];
const request = pendingRequest(7);

describe('what the policy of today has against a request', () => {
  const owners: When = { requester: [{ is: 'owner' }] };

  it.each<[string, Parameters<typeof policy>[0], boolean | null, readonly object[]]>([
    ['is what a rule forbids since', {}, null, said],
    ['is nothing where no rule is about it', { kind: ['unasked'] }, null, []],
    ['is what a rule forbids owners, of an owner', owners, true, said],
    ['is nothing of what a rule forbids owners, of a member', owners, false, []],
    ['is nothing while nobody knows whether they are an owner', owners, null, []],
    [
      'is nothing that depends on a team, which the click asks about',
      { requester: [{ is: 'team', team: 'a' }] },
      null,
      [],
    ],
  ])('%s', (_, when, isOwner, reasons) => {
    expect(reasonsAgainst(request, isOwner, policy(when), null)).toEqual(reasons);
  });

  it('is measured from when it was asked for', () => {
    const until = { ...request, scope: { ...request.scope, lifetime: { kind: 'date', date: '2026-07-10' } } } as const;
    const short = organizationPolicy({ maxDays: 30 });
    expect(reasonsAgainst({ ...until, createdAt: noon }, null, short, null)).toHaveLength(1);
    expect(reasonsAgainst({ ...until, createdAt: noon + dayMs }, null, short, null)).toEqual([]);
  });
});

describe('what the policy of today has against an offer', () => {
  const { scope } = request;
  const lesser = { ...scope, lifetime: { kind: 'days', days: 7 } } as const;
  const offer = { place: 1, revision: 1, by: bea, at: noon, reason: 'So.', asked: scope, scope: lesser, end: null };
  const short = (maxDays: number) => organizationPolicy({ maxDays });

  it('is what it has against that scope, and not against what was asked', () => {
    const offered = { ...request, offer };
    expect(reasonsAgainstOffer(offered, null, short(7), null)).toEqual([]);
    expect(reasonsAgainstOffer(offered, null, short(6), null)).toEqual([
      { code: 'lifetime_beyond_maximum', maxDays: 6 },
    ]);
  });

  it('is what a rule forbids owners, of an owner alone', () => {
    const owners = policy({ requester: [{ is: 'owner' }] });
    expect(reasonsAgainstOffer({ ...request, offer }, true, owners, null)).toEqual(said);
    expect(reasonsAgainstOffer({ ...request, offer }, false, owners, null)).toEqual([]);
  });

  it.each([
    ['nobody offers anything', request],
    ['the offer is over', { ...request, offer: { ...offer, end: 'void' } }],
  ] as const)('is nothing where %s', (_, none) => {
    expect(reasonsAgainstOffer(none, null, short(6), null)).toEqual([]);
  });
});

describe('a renewal', () => {
  const renewed = (status: ActiveToken['status'], some: Partial<ActiveToken> = {}) =>
    grant({ status, tokenName: 'nightly', ...some });
  const revoked = { code: 'renewed_revoked', tokenName: 'nightly', isOver: true } as const;

  it('is approved by nobody once its token is revoked, or about to be, whatever else is against it', () => {
    expect(reasonsAgainst(request, null, policy({}), renewed('revoked'))).toEqual([revoked, ...said]);
    expect(reasonsAgainst(request, null, organizationPolicy(), renewed('revoking'))).toEqual([
      { ...revoked, isOver: false },
    ]);
  });

  it('is approved by nobody where a person had revoked its token before it expired', () => {
    const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;
    expect(reasonsAgainst(request, null, organizationPolicy(), renewed('expired', { revocation }))).toEqual([revoked]);
    const refused = { ...revocation, refused: 'not_an_owner' } as const;
    expect(isRevoked(renewed('expired', { revocation: refused }))).toBe(false);
  });

  it.each(['active', 'exceeding', 'expired', 'gone'] as const)('of a token that is %s may be approved', (status) => {
    expect(reasonsAgainst(request, null, organizationPolicy(), renewed(status))).toEqual([]);
    expect(isRevoked(renewed(status))).toBe(false);
  });

  it('of a revoked token is approved in no part; what the policy forbids may be in part', () => {
    expect(mayBeLess([revoked])).toBe(false);
    expect(mayBeLess(reasonsAgainst(request, null, policy({}), renewed('revoked')))).toBe(false);
    expect(mayBeLess(reasonsAgainst(request, null, policy({}), null))).toBe(true);
    expect(isRevoked(null)).toBe(false);
  });

  it('of a revoked token has no offer that its requester may take', () => {
    const { scope } = request;
    const offer = { place: 1, revision: 1, by: bea, at: noon, reason: 'So.', asked: scope, scope, end: null };
    const offered = { ...request, offer };
    expect(reasonsAgainstOffer(offered, null, organizationPolicy(), renewed('revoked'))).toEqual([revoked]);
    expect(reasonsAgainstOffer(request, null, organizationPolicy(), renewed('revoked'))).toEqual([]);
  });
});

it('the verdict at a click is made with what GitHub said', () => {
  const docs = policy({ requester: [{ is: 'team', team: 'docs' }] });
  const facts = (is: boolean) => ({ facts: { teams: new Map([['docs', is]]), topics: new Map() } });
  expect(verdictOnRequest(request, null, docs, facts(true)).reasons).toEqual(said);
  expect(verdictOnRequest(request, null, docs, facts(false))).toMatchObject({ outcome: 'ask', reasons: [] });
  expect(verdictOnRequest(request, null, docs).isUncertain).toBe(true);
});
