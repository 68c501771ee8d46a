import type { Button } from '@slack/types';
import { type Offer, openOffer } from '../../../domain/requests/offer.ts';
import type { TokenRequest } from '../../../domain/requests/token-request.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { questionValue, requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';
import { withdrawButton } from './request-sent.ts';

type Content = Extract<MessageContent, { kind: 'request_offer' | 'request_offer_void' }>;

/** To the requester: what a reviewer would approve instead, and why; with the way to take it for as long as it stands. */
export function requestOffer({ request, organization }: Content, wording: Wording): readonly Part[] {
  const { offer } = request;
  if (offer === null) return [];
  const isOpen = openOffer(request) !== null;
  return [
    { strong: wording.offerTitle(request, offer, organization, mrkdwnSpeech(wording)) },
    { fact: wording.offerHeading, value: wording.offerLines(offer, true) },
    { fact: wording.reason, value: offer.reason },
    {
      say: isOpen
        ? wording.offerNext(request, mrkdwnSpeech(wording))
        : wording.offerEnded(offer, mrkdwnSpeech(wording)),
    },
    ...(isOpen ? [{ note: wording.offerMeanwhile }] : []),
    {
      buttons: isOpen
        ? [
            acceptButton(request, offer, wording),
            withdrawButton(request, wording),
            button('request_details', wording.buttons.details, requestValue(request)),
          ]
        : [],
    },
  ];
}

/** Accept, where a request stands in a list of the requester's own. */
export function offerButton(request: TokenRequest, wording: Wording): readonly Extract<Part, { buttons: unknown }>[] {
  const offer = openOffer(request);
  return offer === null ? [] : [{ buttons: [acceptButton(request, offer, wording)] }];
}

export function acceptButton(request: TokenRequest, { place }: Offer, wording: Wording): Button {
  return button('accept_offer', wording.acceptOffer, questionValue(request, place), { style: 'primary' });
}

/** To the requester, and to whoever made it. */
export function requestOfferVoid({ request, organization }: Content, wording: Wording): readonly Part[] {
  const { offer } = request;
  if (offer === null) return [];
  return [
    { strong: wording.offerVoid(request, offer, organization, mrkdwnSpeech(wording)) },
    { say: wording.offerVoidNext(request, mrkdwnSpeech(wording)) },
  ];
}
