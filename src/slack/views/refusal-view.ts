import type { ModalView } from '@slack/types';
import type { Refusal } from '../../domain/refusal.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf } from './layout.ts';
import { modal } from './modal.ts';

export function refusalView(wording: Wording, refusal: Refusal): ModalView {
  return modal({
    callbackId: 'request_details',
    title: wording.isOutage(refusal) ? wording.outageTitle : wording.refusalTitle,
    close: wording.close,
    blocks: blocksOf([{ say: wording.refusal(refusal, mrkdwnSpeech) }]),
  });
}
