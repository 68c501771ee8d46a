import type { ModalView } from '@slack/types';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf } from './layout.ts';
import { modal } from './modal.ts';

export function doneView(wording: Wording, act: 'approved' | 'accepted', name: string): ModalView {
  return modal({
    callbackId: 'request_details',
    title: wording.detailsTitle,
    close: wording.close,
    blocks: blocksOf([{ say: wording.done(act, mrkdwnSpeech.quoted(name)) }]),
  });
}
