// Adjust… and Accept, on a TokenRequest: a reviewer offers less than was asked, and the requester takes it. Nothing wider passes, whatever a
// form sends; the policy was asked about what is offered before this.
import type { Change } from '../change.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { Reviewer } from '../person.ts';
import { type StandingVerdict, standing } from '../policy/admit.ts';
import { keptFacts } from '../policy/kept-facts.ts';
import { eachRuleOnce } from '../policy/reviewer-rule.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import { missingBeside } from '../requests/approvals.ts';
import { askedWhole } from '../requests/asked-whole.ts';
import { type Offer, openOffer } from '../requests/offer.ts';
import { verdictOnRequest } from '../requests/reasons-against.ts';
import { isNeitherWider, widerThan } from '../scope/wider-than.ts';
import type { PersonAct } from './acts.ts';
import type { Case } from './case.ts';

type OnRequest = Extract<Case, { on: 'request' }>;

export function offerLess(
  { request, policy, lostReviewers }: OnRequest,
  { scope, reason }: Extract<PersonAct, { act: 'adjust_request' }>,
  by: Reviewer,
  now: Instant,
): Change | Refusal {
  const { number, verdict } = request;
  // The scopes of a classic token are no levels of permissions.
  if (request.scope.classic !== undefined) return refuse({ why: 'offer_classic', number });
  // Who approved all of it has had their say.
  const missing = missingBeside(request, verdict.approvals, by.githubId, lostReviewers);
  if (missing !== null) return refuse({ why: 'already_reviewed', number, missing });
  const from = { at: now, lapsesAt: now + policy.lapse.unusedDays * dayMs };
  const [wider] = widerThan(request.scope, scope, from);
  if (wider !== undefined) return refuse({ why: 'offer_wider', number, excess: wider });
  if (isNeitherWider(request.scope, scope, from)) return refuse({ why: 'offer_same', number });
  return advanceRequest(request, { act: 'adjust', by, scope, reason }, now);
}

export function acceptOffer(given: OnRequest, place: number, now: Instant): Change | Refusal {
  const { request, policy, policyHash, lostReviewers } = given;
  const offer = openOffer(request);
  if (offer === null || offer.place !== place) {
    return refuse({ why: 'offer_over', number: request.number, isReplaced: offer !== null });
  }
  if (lostReviewers?.has(offer.by.githubId) === true) return advanceRequest(request, { act: 'void_offer', offer }, now);
  const verdict = verdictOn(offer, given);
  const { unusedDays, undecidedDays } = policy.lapse;
  return verdict.approvals > 1
    ? advanceRequest(request, { act: 'narrow', offer, verdict, policyHash, undecidedDays }, now)
    : advanceRequest(request, { act: 'accept_offer', offer, verdict, policyHash, unusedDays }, now);
}

/**
 * What a rule would let in by itself has been reviewed by one person all the same. Who may decide what was asked, by escalation too, may decide
 * less of it: whoever made the offer is one of them.
 */
function verdictOn(offer: Offer, given: OnRequest): StandingVerdict {
  const { request, policy, isHolderOwner = null, ruleFacts: facts, deciders, absent } = given;
  const asked = { ...request, scope: offer.scope };
  const known = {
    ...(facts === undefined ? {} : { facts }),
    ...(deciders === undefined ? {} : { deciders }),
    ...(absent === undefined ? {} : { absent }),
  };
  const kept = { facts: keptFacts(askedWhole(asked, isHolderOwner, known)) };
  const { outcome, ...verdict } = standing({ ...verdictOnRequest(asked, isHolderOwner, policy, known), ...kept });
  const before = request.verdict;
  const reviewers = eachRuleOnce(verdict.reviewers, before.reviewers);
  if (outcome === 'allow') return { outcome: 'ask', reviewers, approvals: 1, ...kept };
  const { escalates } = before.escalates?.isDone === true ? before : verdict;
  return { ...verdict, outcome, reviewers, ...(escalates === undefined ? {} : { escalates }) };
}
