import type { ModalView } from '@slack/types';
import { longest } from '../../domain/requests/request-form.ts';
import type { Wording } from '../../wording/wording.ts';
import { modal, plain } from './modal.ts';

/** Asks for the reason, and says who will read it. */
export function denyView(
  about: { readonly subject: 'request' | 'pending_token'; readonly value: string },
  wording: Wording,
): ModalView {
  return modal({
    callbackId: 'deny_request',
    title: wording.denyTitle,
    submit: wording.denySubmit,
    close: wording.cancel,
    metadata: about,
    blocks: [
      {
        type: 'input',
        block_id: 'reason',
        label: plain(wording.label('reason')),
        hint: plain(wording.denyReader[about.subject]),
        element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: longest.reason },
      },
    ],
  });
}
