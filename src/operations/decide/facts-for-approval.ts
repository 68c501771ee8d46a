import type { PersonAct } from '../../domain/decisions/acts.ts';
import type { Case, TokenCase } from '../../domain/decisions/case.ts';
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
import { isStillAccount } from '../people/accounts.ts';
import { isOwnerNow, recognise, standingAs } from '../people/authorize.ts';
import { ownersFor } from '../people/owners-for.ts';
import { requireKnownSponsor } from '../people/require-impartial.ts';
import { ruleFacts } from '../people/rule-facts.ts';

const timeoutMs = 1_400;

type Facts = Pick<Case, 'isHolderOwner' | 'lostReviewers' | 'ruleFacts' | 'ableOwners'>;

/** What an approval needs to be known: who of the earlier reviewers still is one, and what the rules look at. */
export async function factsForApproval(
  ports: Ports,
  organization: Organization,
  deed: PersonAct,
  given: Case,
): Promise<Facts | Refusal> {
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

async function factsOfToken(ports: Ports, organization: Organization, given: TokenCase): Promise<Facts | Refusal> {
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

/**
 * Who of these people is no reviewer any more, or is somebody else by now: nobody in Slack, or whoever stands for the account that is to hold the
 * token. One who may not decide at this moment does not count with another's click either.
 */
export async function lostAmong(
  ports: Ports,
  organization: Organization,
  people: readonly LinkedPerson[],
  reviewers: Reviewers,
  holder: GithubAccount,
): Promise<ReadonlySet<GithubUserId> | Refusal> {
  const lost = new Set<GithubUserId>();
  const earlier = await Promise.all(
    people.map(async (by) => {
      const [as, isStill, stranger, isTheirs] = await Promise.all([
        standingAs(ports, organization, by, reviewers, timeoutMs),
        isStillAccount(ports, by),
        recognise(ports, by.slackId, true),
        requireKnownSponsor(ports, by, holder, false),
      ]);
      return { by, as, isStill, stranger, isTheirs };
    }),
  );
  for (const { by, as, isStill, stranger, isTheirs } of earlier) {
    const isStranger = stranger !== null && stranger.why !== 'person_not_checked';
    if (as === 'nobody' || isStill === 'no' || isTheirs !== null || isStranger) lost.add(by.githubId);
    else if (as === 'unknown' || stranger !== null)
      return refuse({ why: 'reviewer_not_checked', organization: organization.login });
  }
  return lost;
}
