import { isOwnMatter } from '../../domain/decisions/authority.ts';
import type { Case, CaseFacts } from '../../domain/decisions/case.ts';
import type { Organization } from '../../domain/organization.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { openOffer } from '../../domain/requests/offer.ts';
import { reviewersOfRequest } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { isOwnerNow } from '../people/authorize.ts';
import { requireImpartial } from '../people/require-impartial.ts';
import { knownFor } from '../people/verdict-for.ts';
import { lostAmong } from './facts-for-approval.ts';

/**
 * What the acceptance of an offer needs to be known: whether whoever made it may still decide this, since it becomes their approval, and what
 * the policy looks at for the scope that it gets.
 */
export async function factsForOffer(
  ports: Ports,
  organization: Organization,
  given: Case,
): Promise<CaseFacts | Refusal> {
  if (given.on !== 'request') return {};
  const { request, policy } = given;
  const offer = openOffer(request);
  if (offer === null) return {};
  const asked = { ...request, scope: offer.scope };
  const [isHolderOwner, lost, { facts, ...more }, objection] = await Promise.all([
    policy.rules.length === 0 ? null : isOwnerNow(ports, organization, request.holder),
    lostAmong(ports, organization, [offer.by], reviewersOfRequest(request), request.holder),
    knownFor(ports, { organization, policy }, asked, null),
    requireImpartial(ports, offer.by, request, true),
  ]);
  if (isRefusal(lost)) return lost;
  const isOwn = isOwnMatter(objection);
  if (objection !== null && !isOwn) return objection;
  return { isHolderOwner, ruleFacts: facts, ...more, lostReviewers: isOwn ? new Set([offer.by.githubId]) : lost };
}
