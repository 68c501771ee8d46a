import type { ModalView } from '@slack/types';
import type { Wording } from '../../wording/wording.ts';
import { blocksOf } from './layout.ts';
import { modal } from './modal.ts';

/** In the place of a page that could not be taken. */
export function failureView(wording: Wording, title: string, sentence: string): ModalView {
  return modal({
    callbackId: 'request_details',
    title,
    close: wording.close,
    blocks: blocksOf([{ say: sentence }]),
  });
}
