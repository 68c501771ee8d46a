import type { ModalView } from '@slack/types';
import type { RequestNumber } from '../../domain/ids.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { blocksOf } from './layout.ts';
import { modal } from './modal.ts';

export function doneView(wording: Wording, act: 'approved' | 'accepted' | 'reminded', name: string): ModalView {
  return modal({
    callbackId: 'request_details',
    title: wording.detailsTitle,
    close: wording.close,
    blocks: blocksOf([{ say: wording.done(act, mrkdwnSpeech(wording).quoted(name)) }]),
  });
}

export function answeredView(wording: Wording, number: RequestNumber | null): ModalView {
  return modal({
    callbackId: 'claim_token',
    title: wording.claimTitle,
    close: wording.close,
    blocks: blocksOf([{ say: wording.answered(number) }]),
  });
}

export function solvedView(wording: Wording): ModalView {
  return modal({
    callbackId: 'request_token',
    title: wording.solvedTitle,
    close: wording.close,
    blocks: blocksOf([{ say: wording.solved }]),
  });
}
