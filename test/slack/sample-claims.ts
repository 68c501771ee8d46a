import { dayMs, type OrganizationId } from '../../src/domain/ids.ts';
import type { Claim } from '../../src/domain/people/claim.ts';
import { bea, mona } from '../support/sample-people.ts';
import { noon } from '../support/sample-scopes.ts';

const claimStatuses = ['open', 'confirmed', 'refused', 'lapsed', 'withdrawn', 'void'] as const;
const vouch = { by: bea, at: noon };
export const claimed: Claim = {
  ...{ id: 'claim-1', version: 1, revision: 1, organizationId: 1 as OrganizationId, slackId: mona.slackId },
  account: { githubId: mona.githubId, login: mona.login },
  ...{ isOwner: false, status: 'open', vouches: [], refusal: null, voidWhy: null },
  ...{ createdAt: noon, changedAt: noon, lapsesAt: noon + 7 * dayMs },
};
/** All that a profile can say, and nothing of it. */
export const proofs = [
  {
    profile: { name: 'M'.repeat(255), createdAt: noon },
    role: 'owner',
    person: { name: 'M'.repeat(80), displayName: 'D'.repeat(80), title: 'T'.repeat(200) },
  },
  { profile: { name: null, createdAt: noon }, role: 'none', person: { name: 'Mona', displayName: '', title: '' } },
  { profile: null, role: 'unknown', person: null },
] as const;
export const claimsMade: readonly Claim[] = [
  ...claimStatuses.map((status): Claim => ({ ...claimed, status, refusal: status === 'refused' ? vouch : null })),
  ...[[], [vouch]].map((vouches): Claim => ({ ...claimed, isOwner: true, vouches })),
  { ...claimed, isOwner: true, status: 'confirmed', vouches: [vouch, { by: mona, at: noon }] },
  ...(['renamed', 'left', 'linked', 'gone'] as const).map(
    (voidWhy): Claim => ({ ...claimed, status: 'void', voidWhy }),
  ),
];
