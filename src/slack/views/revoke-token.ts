import type { ModalView } from '@slack/types';
import { longest } from '../../domain/requests/request-form.ts';
import type { Revocable } from '../../operations/decide/find-revocable.ts';
import type { Wording } from '../../wording/wording.ts';
import { tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf } from './layout.ts';
import { modal, plain } from './modal.ts';

/** Asks for the reason, and says what revoking ends and what it leaves behind. `list`: where the list stands that it was opened from. */
export function revokeView(
  token: Revocable,
  organization: string,
  isYours: boolean,
  wording: Wording,
  list?: string,
): ModalView {
  return modal({
    callbackId: 'revoke_token',
    title: wording.revokeTitle,
    submit: wording.revokeSubmit,
    close: wording.cancel,
    metadata: { value: tokenValue(token), list },
    blocks: [
      ...blocksOf([
        { say: wording.revokeWhat(token, organization, isYours, mrkdwnSpeech(wording)) },
        { fact: wording.label('token_name'), value: token.tokenName },
        { note: isYours ? wording.yourResidue : wording.residue },
      ]),
      {
        type: 'input',
        block_id: 'reason',
        label: plain(wording.label('reason')),
        hint: plain(isYours ? wording.yourRevokeReader : wording.revokeReader),
        element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: longest.reason },
      },
    ],
  });
}
