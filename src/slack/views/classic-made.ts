import type { ModalView } from '@slack/types';
import type { Wording } from '../../wording/wording.ts';
import { blocksOf } from './layout.ts';
import { modal, plain } from './modal.ts';

const lastEight = 8;

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
