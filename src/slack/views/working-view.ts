import type { ModalView } from '@slack/types';
import type { Wording } from '../../wording/wording.ts';
import { blocksOf } from './layout.ts';
import { modal } from './modal.ts';

export function workingView(wording: Wording): ModalView {
  return modal({
    callbackId: 'request_details',
    title: wording.detailsTitle,
    close: wording.close,
    blocks: blocksOf([{ say: wording.working }]),
  });
}
