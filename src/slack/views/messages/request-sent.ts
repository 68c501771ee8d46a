import type { Button } from '@slack/types';
import { isRevoked } from '../../../domain/requests/reasons-against.ts';
import type { TokenRequest } from '../../../domain/requests/token-request.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';
import { cardParts, statusParts } from '../request-parts.ts';
import { isRevocable, revokeButton } from './active-token-card.ts';

export function withdrawButton(request: TokenRequest, { buttons, withdrawConfirm: ask }: Wording): Button {
  const plain = (text: string) => ({ type: 'plain_text', text }) as const;
  return button('withdraw_request', buttons.withdraw, requestValue(request), {
    confirm: { title: plain(ask.title), text: plain(ask.text), confirm: plain(ask.confirm), deny: plain(ask.deny) },
  });
}

/** The requester's own copy, which follows every step. */
export function requestSent(
  content: Extract<MessageContent, { kind: 'request_sent' }>,
  wording: Wording,
): readonly Part[] {
  const { request, organization, token, holderRole: role, nudgeAgainAt = null, renewed = null } = content;
  const mayRevoke = content.ownersPage === undefined && request.status === 'fulfilled';
  return [
    { strong: wording.requestSent(request, organization, mrkdwnSpeech(wording)) },
    ...cardParts(request, { mayNamePrivate: true, role }, wording),
    ...statusParts(request, organization, { ...content, isOwn: true }, wording),
    ...(nudgeAgainAt === null ? [] : [{ say: wording.nudgedUntil(mrkdwnSpeech(wording).instant(nudgeAgainAt)) }]),
    {
      buttons: [
        ...(request.status === 'pending'
          ? [
              withdrawButton(request, wording),
              // Nobody could decide it.
              ...(isRevoked(renewed) ? [] : [button('nudge', wording.buttons.nudge, requestValue(request))]),
            ]
          : []),
        ...(mayRevoke && isRevocable(token) ? [revokeButton(token, wording)] : []),
      ],
    },
  ];
}
