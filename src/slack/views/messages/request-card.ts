import { isWholeScopeShown } from '../../../domain/scope/card-room.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button, type Part } from '../layout.ts';
import { askedParts, statusParts } from '../request-parts.ts';
import { graded, grantButton } from '../risk.ts';
import { cardRoom } from '../scope-parts.ts';
import { isRevocable, revokeButton } from './active-token-card.ts';

/** In the reviewers' channel. Without Approve where not everything fits: nobody approves what they could not see. */
export function requestCard(
  {
    request,
    organization,
    waiting,
    token,
    mayNamePrivate,
    holderRole: role,
    forbidden,
  }: Extract<MessageContent, { kind: 'request_card' }>,
  wording: Wording,
): readonly Part[] {
  const value = requestValue(request);
  const { buttons } = wording;
  const isWhole = isWholeScopeShown(request.scope);
  const parts: Part[] = [
    { strong: graded(wording.requestCard(request, organization, mrkdwnSpeech), request.scope, role, wording) },
    ...askedParts(request, { room: cardRoom, mayNamePrivate, withDescription: false, role }, wording),
    ...statusParts(request, organization, { token, waiting }, wording),
  ];
  if (request.status === 'approved' || request.status === 'claimed') {
    // Only a deny may replace an approve; once GitHub has been called, the same place offers to revoke.
    return [...parts, { buttons: [button('deny_request', buttons.takeBack, value, { style: 'danger' })] }];
  }
  if (request.status === 'fulfilled' && isRevocable(token)) {
    return [...parts, { buttons: [revokeButton(token, wording)] }];
  }
  if (request.status !== 'pending') return parts;
  if (waiting?.match.kind === 'awaits') parts.push({ say: wording.alreadyOnGithub });
  const [objection] = forbidden;
  if (objection !== undefined) parts.push({ say: wording.beyondPolicy(objection) });
  else if (!isWhole) parts.push({ say: wording.mustSeeDetails });
  parts.push({ ifCut: [{ note: wording.cutHere }] });
  parts.push({
    buttons: [
      ...(isWhole && objection === undefined
        ? [grantButton('approve_request', value, buttons.approve, { scope: request.scope, role }, wording)]
        : []),
      button('deny_request', buttons.deny, value, { style: 'danger' }),
      button('request_details', buttons.details, value),
    ],
  });
  return parts;
}
