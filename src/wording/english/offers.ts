import type { Instant, SlackUserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { differenceOf, type Offer, openOffer } from '../../domain/requests/offer.ts';
import type { RequestReason } from '../../domain/requests/reasons-against.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Repository, RepositoryAccess } from '../../domain/scope/agreement.ts';
import { mayName, type NamedPrivately } from '../../domain/scope/named-privately.ts';
import { permissionLabel } from '../../domain/scope/permission-catalogue.ts';
import type { Speech } from '../speech.ts';
import { notRenewed } from './renewals.ts';
import { policySays, policySaysAll } from './rules.ts';
import { scopes } from './scopes.ts';
import { number as amount, counted, listed } from './terms.ts';

const mostNamed = 10;
const mostRequestedNamed = 3;

/** Private names only where everybody who reads may know them. */
function named(repositories: readonly Repository[], mayNamePrivate: NamedPrivately): string {
  const may = repositories.filter((one) => mayName(one, mayNamePrivate)).map(({ name }) => name);
  const shown = may.slice(0, mostNamed);
  const hidden = may.length - shown.length;
  const unnamed = repositories.length - may.length;
  return listed([
    ...shown,
    ...(hidden > 0 ? [`${amount(hidden)} more`] : []),
    ...(unnamed > 0 ? [counted(unnamed, 'private repository', 'private repositories')] : []),
  ]);
}

function accessLine(asked: RepositoryAccess, offered: RepositoryAccess, mayNamePrivate: NamedPrivately): string {
  const what = offered.selection === 'subset' ? named(offered.repositories, mayNamePrivate) : scopes.access(offered);
  const before =
    asked.selection !== 'subset'
      ? scopes.access(asked)
      : asked.repositories.length <= mostRequestedNamed
        ? named(asked.repositories, mayNamePrivate)
        : counted(asked.repositories.length, 'repository', 'repositories');
  return `Repositories: ${what} (requested: ${before})`;
}

export const offers = {
  adjustButton: 'Adjust…',
  acceptOffer: 'Accept',
  adjustTitle: 'Approve less',
  adjustSubmit: 'Send offer',
  adjustIntro:
    'Choose what you would approve. You can only take away. The requester can accept it or withdraw the request.',
  adjustReasonHint: 'The requester will see this.',
  adjustHidden: (count: number): string =>
    `${counted(count, 'requested repository is', 'requested repositories are')} private, and you can’t see ${count === 1 ? 'it' : 'them'}. Your offer leaves ${count === 1 ? 'it' : 'them'} out.`,
  adjustAll: 'You can name repositories that both you and the requester can see.',
  offerTitle: (request: TokenRequest, offer: Offer, organization: string, speech: Speech): string =>
    `${speech.person(offer.by.slackId)} would approve less of ${speech.quoted(request.tokenName)} for ${speech.name(organization)} · ${requestName(request.number)}`,
  offeredBy: ({ by, at, end }: Offer, speech: Speech): string =>
    `${speech.person(by.slackId)} offered less on ${speech.instant(at)}${end === 'accepted' ? ', and the requester accepted it' : ''}`,
  offerHeading: 'Offered',
  /** Each thing that is other than what was asked. */
  offerLines: (offer: Offer, mayNamePrivate: NamedPrivately): readonly string[] => {
    const { permissions, access, lifetime } = differenceOf(offer);
    return [
      ...permissions.map(
        ({ group, name, level, offered }) =>
          `${permissionLabel(group, name)}: ${offered ?? 'not included'} (requested: ${level})`,
      ),
      ...(access === null ? [] : [accessLine(offer.asked.access, access, mayNamePrivate)]),
      ...(lifetime === null
        ? []
        : [`Lifetime: ${scopes.lifetime(lifetime)} (requested: ${scopes.lifetime(offer.asked.lifetime)})`]),
    ];
  },
  offerNext: (request: TokenRequest, speech: Speech): string =>
    `Accept to go on with less, or withdraw your request. Without an answer it expires on ${speech.instant(request.undecidedUntil)}.`,
  /** Instead of that, where the policy changed since. */
  offerForbidden: ({ by }: Offer, why: RequestReason, speech: Speech): string =>
    why.code === 'renewed_revoked'
      ? notRenewed(why, speech)
      : `${policySays(why)} So you can’t accept this offer. Ask ${speech.person(by.slackId)} for another one, or withdraw your request.`,
  offerMeanwhile: 'Until you answer, a reviewer can still decide on all that you requested.',
  /** `isOwn`: whoever reads it was to answer. */
  offerUnanswered: ({ requester }: TokenRequest, isOwn: boolean, speech: Speech): string =>
    `${isOwn ? 'You' : speech.person(requester.slackId)} didn’t answer the offer in time.`,
  /** What became of it. */
  offerEnded: (offer: Offer, speech: Speech): string => {
    if (offer.end === 'accepted') return 'You accepted this offer.';
    return offer.end === 'void'
      ? `${speech.person(offer.by.slackId)} can no longer decide this, so the offer has ended.`
      : 'This offer has ended.';
  },
  /** On the card and in Details; null where nobody has offered anything that still matters. */
  offerLine: (request: TokenRequest, speech: Speech): string | null => {
    const { offer } = request;
    if (offer === null) return null;
    const by = speech.person(offer.by.slackId);
    if (openOffer(request) !== null)
      return `${by} would approve less, and ${speech.person(request.requester.slackId)} has yet to answer: see Details.`;
    return offer.end === 'accepted' && request.status === 'pending'
      ? `${by} offered less than requested, and ${speech.person(request.requester.slackId)} accepted it.`
      : null;
  },
  /** Where a request stands that waits for its requester. `isOwn`: they are who reads it. */
  offerWaits: (request: TokenRequest, offer: Offer, until: Instant, isOwn: boolean, speech: Speech): string =>
    `Waiting for ${isOwn ? 'your answer' : `${speech.person(request.requester.slackId)}’s answer`}, until ${speech.instant(until)}: ${speech.person(offer.by.slackId)} would approve less.`,
  offerVoid: (request: TokenRequest, offer: Offer, organization: string, speech: Speech): string =>
    `${speech.person(offer.by.slackId)} can no longer decide for ${speech.name(organization)}. The offer on ${requestName(request.number)} has ended: nothing was approved.`,
  offerVoidNext: (request: TokenRequest, speech: Speech): string =>
    `All that ${speech.person(request.requester.slackId)} requested is waiting for a reviewer’s decision.`,
};

type OfferRefusal = Extract<Refusal, { why: `offer_${string}` }>;

export function offerRefusal(refusal: OfferRefusal, speech: Speech): string {
  const name = requestName(refusal.number);
  switch (refusal.why) {
    case 'offer_wider':
      return `You can only offer less than ${name} requests. This is more: ${scopes.excess(refusal.excess, false).replaceAll('approved:', 'requested:').replaceAll('not approved', 'not requested')}. Nothing was sent.`;
    case 'offer_same':
      return `This is all that ${name} requests, so there is nothing to offer. Nothing was sent: use Approve instead.`;
    case 'offer_classic':
      return `Countersign can’t offer less for a classic token, so nothing was sent. You can deny ${name}, and say in the reason what you would approve.`;
    case 'offer_unseen':
      return `You can’t see any of the repositories that ${name} requests, so you can’t offer less of it. Nothing was sent. You can still decide on all of it.`;
    case 'offer_over':
      return refusal.isReplaced
        ? `A newer offer has replaced this one, so nothing was changed. Please look at the message again.`
        : `This offer on ${name} has ended, so nothing was changed.`;
    case 'offer_forbidden':
      return `The policy no longer allows what ${speech.person(refusal.slackId as SlackUserId)} offered on ${name}.${policySaysAll(refusal.reasons)} Nothing was approved. Ask them for another offer, or withdraw your request.`;
    case 'offer_void':
      return `${speech.person(refusal.slackId as SlackUserId)} can no longer decide this, so the offer has ended. Nothing was approved: ${name} waits for a reviewer again.`;
  }
}
