import type { ModalView } from '@slack/types';
import { longest } from '../../domain/requests/request-form.ts';
import type { Wording } from '../../wording/wording.ts';
import { blocksOf } from './layout.ts';
import { modal, plain } from './modal.ts';

/** Asks what to ask, and says that nothing waits for it. `id`: sent twice, it is asked once. */
export function askView(about: { readonly value: string; readonly id: string }, wording: Wording): ModalView {
  return modal({
    callbackId: 'ask_requester',
    title: wording.askTitle,
    submit: wording.askSubmit,
    close: wording.cancel,
    metadata: about,
    blocks: [
      {
        type: 'input',
        block_id: 'question',
        label: plain(wording.label('question')),
        hint: plain(wording.askHint),
        element: { type: 'plain_text_input', action_id: 'question', multiline: true, max_length: longest.question },
      },
      ...blocksOf([{ note: wording.askMeanwhile }]),
    ],
  });
}
