import type { ChannelId, OrganizationId, RequestNumber, TokenId } from '../../src/domain/ids.ts';
import { dayMs } from '../../src/domain/ids.ts';
import type { OrganizationPolicy } from '../../src/domain/policy/policy.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import { acmeCi, mona } from './sample-people.ts';
import { agreement, noon } from './sample-scopes.ts';

export function tokenId(id: number): TokenId {
  return id as TokenId;
}

/** A request of Mona's that is still pending. */
export function pendingRequest(number: number, some: Partial<TokenRequest> = {}): TokenRequest {
  const { permissions, access, lifetime } = agreement();
  const { githubId, login } = some.requester ?? mona;
  return {
    number: number as RequestNumber,
    organizationId: 1 as OrganizationId,
    version: 1,
    revision: 1,
    status: 'pending',
    requester: mona,
    holder: { githubId, login },
    purpose: 'nightly build',
    tokenName: 'nightly',
    description: '',
    justification: 'the build reads the code',
    scope: { permissions, access, lifetime },
    reviews: [],
    policyHash: 'hash',
    verdict: { outcome: 'ask', reviewers: ['owners'], approvals: 1 },
    agreement: null,
    claimedByTokenId: null,
    inquiries: [],
    endedWhy: null,
    draftId: `draft-${number}`,
    createdAt: noon,
    changedAt: noon,
    undecidedUntil: noon + 7 * dayMs,
    prolongedAt: null,
    remindedAt: null,
    classic: null,
    whereUsed: null,
    alsoWarn: null,
    renews: null,
    ...some,
  };
}

/** One of Mona's for the machine user that she sponsors. */
export const forAcmeCi = { holder: { githubId: acmeCi.githubId, login: acmeCi.login } } as const;

/** A request of Mona's with an Agreement that no token has claimed. */
export function approvedRequest(number: number, some: Partial<TokenRequest> = {}): TokenRequest {
  return pendingRequest(number, { status: 'approved', agreement: agreement(), ...some });
}

export function organizationPolicy(lifetime: Partial<OrganizationPolicy['lifetime']> = {}): OrganizationPolicy {
  return {
    login: 'acme',
    mode: 'enforce',
    channel: 'C0CARDS' as ChannelId,
    lifetime: { maxDays: 90, mayNeverExpire: false, ...lifetime },
    language: 'en',
    auditChannel: null,
    reminderDays: [14, 7, 3, 1],
    drift: { graceDays: 3, outcome: 'remind' },
    renewal: { sameScope: 'ask' },
    leavers: { tokens: 'remind' },
    digest: { day: 'monday', zone: 'UTC' },
    unused: { afterDays: null, answerDays: 14 },
    lapse: { undecidedDays: 7, unusedDays: 7 },
    reviewers: ['owners'],
    escalation: null,
    identity: { saml: false },
    classic: { isAllowed: false, reasons: [] },
    approvals: 1,
    approvalsFor: { high: 2, critical: 2 },
    rules: [],
    rulesMode: 'enforce',
  };
}
