import type { Button } from '@slack/types';
import { type Offer, openOffer } from '../../../domain/requests/offer.ts';
import type { RequestReason } from '../../../domain/requests/reasons-against.ts';
import type { TokenRequest } from '../../../domain/requests/token-request.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { questionValue, requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part, PlainPart } from '../part.ts';
import { withdrawButton } from './request-sent.ts';

type Of<Kind extends MessageContent['kind']> = Extract<MessageContent, { kind: Kind }>;

/** To the requester: what a reviewer would approve instead, and why; with the way to take it for as long as it stands. */
export function requestOffer(
  { request, organization, forbidden }: Of<'request_offer'>,
  wording: Wording,
): readonly Part[] {
  const { offer } = request;
  if (offer === null) return [];
  const isOpen = openOffer(request) !== null;
  const [why] = isOpen ? forbidden : [];
  return [
    { strong: wording.offerTitle(request, offer, organization, mrkdwnSpeech(wording)) },
    { fact: wording.offerHeading, value: wording.offerLines(offer, true) },
    { fact: wording.reason, value: offer.reason },
    {
      say: isOpen
        ? why === undefined
          ? wording.offerNext(request, mrkdwnSpeech(wording))
          : wording.offerForbidden(offer, why, mrkdwnSpeech(wording))
        : wording.offerEnded(offer, mrkdwnSpeech(wording)),
    },
    ...(isOpen && why === undefined ? [{ note: wording.offerMeanwhile }] : []),
    {
      buttons: isOpen
        ? [
            ...acceptButtons(request, offer, forbidden, wording),
            withdrawButton(request, wording),
            button('request_details', wording.buttons.details, requestValue(request)),
          ]
        : [],
    },
  ];
}

/** Accept, or why it can't be, where a request stands in a list of the requester's own. */
export function offeredPart(
  request: TokenRequest,
  forbidden: readonly RequestReason[],
  wording: Wording,
): readonly PlainPart[] {
  const offer = openOffer(request);
  if (offer === null) return [];
  const [why] = forbidden;
  return why === undefined
    ? [{ buttons: acceptButtons(request, offer, forbidden, wording) }]
    : [{ say: wording.offerForbidden(offer, why, mrkdwnSpeech(wording)) }];
}

/** None where it can't be taken by now: the click would be refused. */
export function acceptButtons(
  request: TokenRequest,
  { place }: Offer,
  forbidden: readonly RequestReason[],
  wording: Wording,
): readonly Button[] {
  if (forbidden.length > 0) return [];
  return [button('accept_offer', wording.acceptOffer, questionValue(request, place), { style: 'primary' })];
}

/** To the requester, and to whoever made it. */
export function requestOfferVoid(
  { request, organization }: Of<'request_offer_void'>,
  wording: Wording,
): readonly Part[] {
  const { offer } = request;
  if (offer === null) return [];
  return [
    { strong: wording.offerVoid(request, offer, organization, mrkdwnSpeech(wording)) },
    { say: wording.offerVoidNext(request, mrkdwnSpeech(wording)) },
  ];
}
