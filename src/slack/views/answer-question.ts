import type { ModalView } from '@slack/types';
import type { Inquiry } from '../../domain/requests/inquiry.ts';
import { longest } from '../../domain/requests/request-form.ts';
import type { Wording } from '../../wording/wording.ts';
import { blocksOf } from './layout.ts';
import { modal, plain } from './modal.ts';
import { inquiryParts } from './request-parts.ts';

/** The question once more, and room for the answer. `list`: where the list stands that it was opened from. */
export function answerView(value: string, inquiry: Inquiry, wording: Wording, list?: string): ModalView {
  return modal({
    callbackId: 'answer_question',
    title: wording.answerTitle,
    submit: wording.answerSubmit,
    close: wording.cancel,
    metadata: { value, list },
    blocks: [
      ...blocksOf(inquiryParts(inquiry, wording)),
      {
        type: 'input',
        block_id: 'answer',
        label: plain(wording.label('answer')),
        hint: plain(wording.answerHint),
        element: { type: 'plain_text_input', action_id: 'answer', multiline: true, max_length: longest.answer },
      },
    ],
  });
}
