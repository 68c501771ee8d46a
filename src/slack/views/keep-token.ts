import type { ModalView } from '@slack/types';
import { longest } from '../../domain/requests/request-form.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf } from './layout.ts';
import { modal, plain } from './modal.ts';

/** Asks why a token that nobody uses is needed. */
export function keepView(token: ActiveToken, afterDays: number | null, wording: Wording): ModalView {
  return modal({
    callbackId: 'keep_token',
    title: wording.keepTitle,
    submit: wording.keepSubmit,
    close: wording.cancel,
    metadata: { value: tokenValue(token) },
    blocks: [
      ...blocksOf([{ say: wording.keepWhat(mrkdwnSpeech(wording).quoted(token.tokenName), afterDays) }]),
      {
        type: 'input',
        block_id: 'reason',
        label: plain(wording.label('reason')),
        hint: plain(wording.keepReader),
        element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: longest.reason },
      },
    ],
  });
}
