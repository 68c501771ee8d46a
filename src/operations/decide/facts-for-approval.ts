import type { PersonAct } from '../../domain/decisions/acts.ts';
import { countsStill } from '../../domain/decisions/authority.ts';
import type { Case, CaseFacts, TokenCase } from '../../domain/decisions/case.ts';
import { scopeLetIn } from '../../domain/decisions/scope-let-in.ts';
import type { GithubUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import { onlyOwners, type Reviewers } from '../../domain/policy/reviewers.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { standingApprovals } from '../../domain/requests/approvals.ts';
import { askedWhole } from '../../domain/requests/asked-whole.ts';
import { reviewersOfRequest } from '../../domain/requests/token-request.ts';
import { requestBehind, tokenForRules } from '../../domain/tokens/token-for-rules.ts';
import type { Ports } from '../../ports/ports.ts';
import { stillAccount } from '../people/accounts.ts';
import { isOwnerNow, recognise, standingAs } from '../people/authorize.ts';
import { ownersFor } from '../people/owners-for.ts';
import { requireKnownSponsor } from '../people/require-impartial.ts';
import { ruleFacts } from '../people/rule-facts.ts';

const timeoutMs = 1_400;

/** What an approval needs to be known: who of the earlier reviewers still is one, and what the rules look at. */
export async function factsForApproval(
  ports: Ports,
  organization: Organization,
  deed: PersonAct,
  given: Case,
): Promise<CaseFacts | Refusal> {
  const { policy } = given;
  if (given.on === 'classic_token') return {};
  if (given.on !== 'request') return factsOfToken(ports, organization, given);
  const { request } = given;
  const [isHolderOwner, facts, lostReviewers] = await Promise.all([
    policy.rules.length === 0 ? null : isOwnerNow(ports, organization, request.holder),
    ruleFacts(ports, organization, policy, askedWhole({ ...request, scope: scopeLetIn(deed, given) }, null)),
    lostAmong(
      ports,
      organization,
      standingApprovals(request).map(({ by }) => by),
      reviewersOfRequest(request),
      request.holder,
    ),
  ]);
  return isRefusal(lostReviewers) ? lostReviewers : { isHolderOwner, lostReviewers, ruleFacts: facts };
}

async function factsOfToken(ports: Ports, organization: Organization, given: TokenCase): Promise<CaseFacts | Refusal> {
  const { policy, token, dossier } = given;
  const request = requestBehind(token, dossier);
  const earlier = given.on === 'pending_token' ? standingApprovals(given.token) : [];
  const [isHolderOwner, facts, lostReviewers] = await Promise.all([
    isOwnerNow(ports, organization, token.holder),
    ruleFacts(ports, organization, policy, tokenForRules(token, request, null)),
    lostAmong(
      ports,
      organization,
      earlier.map(({ by }) => by),
      onlyOwners,
      token.holder,
    ),
  ]);
  if (isRefusal(lostReviewers)) return lostReviewers;
  const ableOwners = await ownersFor(
    ports,
    { organization, policy },
    token,
    tokenForRules(token, request, isHolderOwner, facts),
  );
  return { isHolderOwner, ruleFacts: facts, lostReviewers, ableOwners };
}

/** Whose approvals of these count no more (`countsStill`); a Refusal where that is not known of one. */
export async function lostAmong(
  ports: Ports,
  organization: Organization,
  people: readonly LinkedPerson[],
  reviewers: Reviewers,
  holder: GithubAccount,
): Promise<ReadonlySet<GithubUserId> | Refusal> {
  const earlier = await Promise.all(
    people.map(async (by) => {
      const [as, isStill, stranger, objection] = await Promise.all([
        standingAs(ports, organization, by, reviewers, timeoutMs),
        stillAccount(ports, by),
        recognise(ports, by.slackId, true),
        requireKnownSponsor(ports, by, holder, false),
      ]);
      return { by, counts: countsStill({ as, isStillAccount: isStill, stranger, objection }) };
    }),
  );
  if (earlier.some(({ counts }) => counts === 'unknown'))
    return refuse({ why: 'reviewer_not_checked', organization: organization.login });
  return new Set(earlier.filter(({ counts }) => counts === 'no').map(({ by }) => by.githubId));
}
