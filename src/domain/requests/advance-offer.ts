// What a reviewer's offer of less does to a TokenRequest: the row, its Entry and whom it is told. Accepted, it is a new revision with that
// reviewer's approval, and those of the revision before are void.
import type { Effect } from '../change.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { Review, Reviewer } from '../person.ts';
import type { StandingVerdict } from '../policy/admit.ts';
import type { Agreement, RequestedScope } from '../scope/agreement.ts';
import { noLaterThanUse } from '../scope/last-day.ts';
import { effectKey, post } from '../step.ts';
import type { Offer } from './offer.ts';
import { requestName, type TokenRequest } from './token-request.ts';

/** What is said of the accepted scope by the policy of today. */
type Accepted = { readonly offer: Offer; readonly verdict: StandingVerdict; readonly policyHash: string };

export type OfferAct =
  | { readonly act: 'adjust'; readonly by: Reviewer; readonly scope: RequestedScope; readonly reason: string }
  | ({ readonly act: 'accept_offer'; readonly unusedDays: number } & Accepted)
  /** Accepted, and others have to approve it besides. */
  | ({ readonly act: 'narrow'; readonly undecidedDays: number } & Accepted)
  /** Whoever made it may no longer decide. */
  | { readonly act: 'void_offer'; readonly offer: Offer };

export function isOfferAct(act: { readonly act: string }): act is OfferAct {
  return act.act === 'adjust' || act.act === 'accept_offer' || act.act === 'narrow' || act.act === 'void_offer';
}

/** `row`: with the version and the status that follow. */
export function rowAfterOffer(request: TokenRequest, row: TokenRequest, act: OfferAct, at: Instant): TokenRequest {
  switch (act.act) {
    case 'adjust': {
      const { by, scope, reason } = act;
      const place = (request.offer?.place ?? 0) + 1;
      const { revision, scope: asked } = request;
      return { ...row, offer: { place, revision, by, at, reason, asked, scope, end: null } };
    }
    case 'void_offer':
      return { ...row, offer: { ...act.offer, end: 'void' } };
    case 'accept_offer': {
      const { scope, by } = act.offer;
      const lapsesAt = noLaterThanUse(scope, at + act.unusedDays * dayMs);
      const agreement: Agreement = { ...scope, basis: { by: 'people', people: [by] }, agreedAt: at, lapsesAt };
      return { ...accepted(row, act, at), agreement };
    }
    case 'narrow': {
      const undecidedUntil = noLaterThanUse(act.offer.scope, at + act.undecidedDays * dayMs);
      return { ...accepted(row, act, at), undecidedUntil, prolongedAt: null, remindedAt: null };
    }
  }
}

function accepted(row: TokenRequest, { offer, verdict, policyHash }: Accepted, at: Instant): TokenRequest {
  const revision = row.revision + 1;
  const review: Review = { act: 'approve', by: offer.by, revision, at, reason: offer.reason };
  const { scope } = offer;
  const reviews = [...row.reviews, review];
  return { ...row, revision, scope, reviews, verdict, policyHash, offer: { ...offer, end: 'accepted' } };
}

/** By what somebody who is no owner decided. */
function asWhat({ as }: Reviewer): Pick<Reviewer, 'as'> {
  return as === undefined ? {} : { as };
}

export function entryDataOfOffer(act: OfferAct, row: TokenRequest): Record<string, unknown> {
  const { revision, offer } = row;
  switch (act.act) {
    case 'adjust':
      return {
        revision,
        by: act.by.githubId,
        ...asWhat(act.by),
        place: offer?.place,
        scope: act.scope,
        reason: act.reason,
      };
    case 'void_offer':
      return { revision, by: act.offer.by.githubId, place: act.offer.place };
    case 'accept_offer':
    case 'narrow': {
      const { by, place } = act.offer;
      const { approvals } = row.verdict;
      const policy = act.policyHash;
      const lapsesAt = row.agreement?.lapsesAt ?? null;
      return { revision, by: by.githubId, ...asWhat(by), place, scope: row.scope, policy, of: approvals, lapsesAt };
    }
  }
}

/** The offer goes to the requester. That it is void is said to them and to whoever made it. */
export function lettersOfOffer(act: OfferAct, row: TokenRequest): readonly Effect[] {
  const { number, organizationId, requester, offer } = row;
  if (offer === null) return [];
  const { place } = offer;
  if (act.act === 'adjust') {
    const key = effectKey.inquiry('request_offer', requestName(number), place);
    return post(organizationId, requester.slackId, key, { kind: 'request_offer', number });
  }
  if (act.act !== 'void_offer') return [];
  return [requester.slackId, offer.by.slackId].flatMap((slackId) => {
    const key = effectKey.inquiry('request_offer_void', requestName(number), place);
    return post(organizationId, slackId, effectKey.copy(key, slackId), { kind: 'request_offer_void', number });
  });
}
