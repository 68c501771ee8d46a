import type { KnownBlock, ModalView } from '@slack/types';
import { requestedAs } from '../../domain/scope/agreement.ts';
import type { Details } from '../../operations/ask/show-details.ts';
import type { Wording } from '../../wording/wording.ts';
import { requestValue, tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf, button, type Part } from './layout.ts';
import { activeTokenParts, isAcceptable, isRevocable, revokeButton } from './messages/active-token-card.ts';
import { endingParts } from './messages/ending-parts.ts';
import { pendingTokenParts } from './messages/pending-token-card.ts';
import { modal } from './modal.ts';
import { askedParts, statusParts } from './request-parts.ts';
import { graded, grantButton } from './risk.ts';
import { allRoom } from './scope-parts.ts';

const everything = { room: allRoom, mayNamePrivate: true, withDescription: true };

function partsOf(details: Details, wording: Wording): readonly Part[] {
  const { organization, mayDecide, holderRole: role } = details;
  const { buttons } = wording;
  if (details.of === 'request') {
    const { request } = details;
    const value = requestValue(request);
    return [
      { strong: graded(wording.requestCard(request, organization, mrkdwnSpeech), request.scope, role, wording) },
      ...askedParts(request, { ...everything, role }, wording),
      ...statusParts(request, organization, details, wording),
      {
        buttons:
          mayDecide && request.status === 'pending'
            ? [
                grantButton('approve_request', value, buttons.approve, { scope: request.scope, role }, wording),
                button('deny_request', buttons.deny, value, { style: 'danger' }),
              ]
            : [],
      },
    ];
  }
  if (details.of === 'active_token') {
    const { token, request } = details;
    const scope = requestedAs(token.scope);
    return [
      {
        strong: graded(wording.activeTokenCard(token, request, organization, null, mrkdwnSpeech), scope, role, wording),
      },
      ...activeTokenParts(token, { ...everything, role }, wording),
      { say: wording.activeTokenStatus(token, mrkdwnSpeech) },
      {
        buttons: [
          ...(mayDecide && isAcceptable(token)
            ? [grantButton('keep_token', tokenValue(token), buttons.acceptAsItIs, { scope, role }, wording)]
            : []),
          ...(isRevocable(token) ? [revokeButton(token, wording)] : []),
        ],
      },
    ];
  }
  const { token } = details;
  const scope = requestedAs(token.scope);
  const value = tokenValue(token);
  return [
    { strong: graded(wording.pendingTokenCard(token, organization, null, mrkdwnSpeech), scope, role, wording) },
    ...pendingTokenParts(token, { ...everything, isEdit: details.isEdit, role }, wording),
    ...endingParts(token.status === 'open' || token.status === 'held' ? details.ending : null, organization, wording),
    { say: wording.pendingTokenStatus(token, null, details.isEdit, mrkdwnSpeech) },
    {
      buttons:
        mayDecide && token.status === 'held'
          ? [
              grantButton('approve_pending_token', value, buttons.approveAsItIs, { scope, role }, wording),
              button('deny_pending_token', buttons.deny, value, { style: 'danger' }),
            ]
          : [],
    },
  ];
}

/** Everything about it, for whoever may see it; the decision's buttons for whoever may decide. */
export function requestDetailsView(details: Details, wording: Wording): ModalView {
  const blocks: KnownBlock[] = blocksOf(partsOf(details, wording));
  return modal({ callbackId: 'request_details', title: wording.detailsTitle, close: wording.close, blocks });
}
