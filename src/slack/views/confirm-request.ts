import type { ModalView } from '@slack/types';
import type { ChannelId } from '../../domain/ids.ts';
import type { Wording } from '../../wording/wording.ts';
import { blocksOf } from './layout.ts';
import { modal } from './modal.ts';
import { type Asked, askedParts } from './request-parts.ts';

/** The last page: the whole request and who will be asked. */
export function confirmRequestView(
  page: {
    readonly draftId: string;
    readonly organization: string;
    readonly asked: Asked;
    readonly channel: ChannelId;
    readonly undecidedDays: number;
    readonly isOwner: boolean;
  },
  wording: Wording,
): ModalView {
  return modal({
    callbackId: 'confirm_request',
    title: wording.confirmTitle,
    submit: wording.send,
    close: wording.back,
    metadata: { draftId: page.draftId },
    blocks: blocksOf([
      { fact: wording.label('organization'), value: page.organization },
      ...askedParts(page.asked, page.isOwner ? 'owner' : 'member', wording),
      { say: wording.whoIsAsked(`<#${page.channel}>`, page.undecidedDays) },
      ...(page.isOwner ? [{ say: wording.ownerRemark }] : []),
    ]),
  });
}
