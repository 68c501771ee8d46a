import type { ModalView } from '@slack/types';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf, button } from './layout.ts';
import { offeredParts } from './messages/pending-token-held.ts';
import { modal } from './modal.ts';

/**
 * Which of the holder's requests a held token was made for; for none of them, the way to the form that explains it. `list`: where the list stands
 * that it was opened from.
 */
export function claimView(
  token: PendingToken,
  offered: readonly TokenRequest[],
  mayExplain: boolean,
  wording: Wording,
  list?: string,
): ModalView {
  return modal({
    callbackId: 'claim_token',
    title: wording.claimTitle,
    close: wording.close,
    metadata: { list },
    blocks: blocksOf([
      { say: wording.claimIntro(token, mrkdwnSpeech(wording)) },
      ...offeredParts(token, offered, wording),
      ...(mayExplain
        ? [
            { say: wording.claimNone },
            { buttons: [button('claim_pending_token', wording.buttons.explain, tokenValue(token))] },
          ]
        : []),
    ]),
  });
}
