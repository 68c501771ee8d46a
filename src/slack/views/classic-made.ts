import type { Button, ModalView } from '@slack/types';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Wording } from '../../wording/wording.ts';
import { requestValue } from '../button-value.ts';
import { blocksOf, button } from './layout.ts';
import { modal, plain } from './modal.ts';

const lastEight = 8;

/** Nobody but its requester knows whether a classic token was made. */
export function classicMadeButton(request: TokenRequest, wording: Wording): readonly Button[] {
  return request.classic === null ? [] : [button('classic_made', wording.classicMade, requestValue(request))];
}

/** Asks by what a classic token that was made can be told from others. */
export function classicMadeView(value: string, wording: Wording): ModalView {
  return modal({
    callbackId: 'classic_made',
    title: wording.classicMadeTitle,
    submit: wording.classicMadeSubmit,
    close: wording.cancel,
    metadata: { value },
    blocks: [
      ...blocksOf([{ say: wording.classicMadeSays }]),
      {
        type: 'input',
        block_id: 'last_eight',
        label: plain(wording.label('last_eight')),
        optional: true,
        // One more, so that somebody who pastes more is told, and nothing is cut in silence.
        element: { type: 'plain_text_input', action_id: 'last_eight', max_length: lastEight + 1 },
      },
    ],
  });
}
