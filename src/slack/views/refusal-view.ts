import type { ModalView } from '@slack/types';
import type { Refusal } from '../../domain/refusal.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf } from './layout.ts';
import { linkButton } from './link-account.ts';
import { modal } from './modal.ts';

/** `address`: where they link their GitHub account, which is all that stops them. */
export function refusalView(wording: Wording, refusal: Refusal, address: string | null = null): ModalView {
  const way = address === null ? [] : [linkButton(address, wording)];
  return modal({
    callbackId: 'request_details',
    title: wording.isOutage(refusal) ? wording.outageTitle : wording.refusalTitle,
    close: wording.close,
    blocks: blocksOf([{ say: wording.refusal(refusal, mrkdwnSpeech(wording)) }, ...way]),
  });
}
