import type { ModalView } from '@slack/types';
import type { GithubAccount, Membership } from '../../domain/person.ts';
import type { Verdict } from '../../domain/policy/admit.ts';
import type { Remarks } from '../../operations/ask/remarks.ts';
import type { Wording } from '../../wording/wording.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { beforeSendingParts } from './before-sending.ts';
import { blocksOf } from './layout.ts';
import { modal } from './modal.ts';
import { type Asked, askedParts } from './request-parts.ts';

/** The last page: the whole request and who will be asked. */
export function confirmRequestView(
  page: {
    readonly draftId: string;
    readonly organization: string;
    readonly asked: Asked;
    readonly verdict: Verdict;
    /** How long people usually take; null where that is not known. */
    readonly usualMs: number | null;
    readonly undecidedDays: number;
    readonly requester: GithubAccount;
    /** Whose token it will be. */
    readonly holder: Membership;
    readonly remarks: Remarks;
    /** Where the list stands that it was opened from. */
    readonly list?: string | undefined;
  },
  wording: Wording,
): ModalView {
  const { account, isOwner } = page.holder;
  const machineUser = account.githubId === page.requester.githubId ? null : account.login;
  return modal({
    callbackId: 'confirm_request',
    title: wording.confirmTitle,
    submit: wording.send,
    close: wording.back,
    metadata: { draftId: page.draftId, list: page.list },
    blocks: blocksOf([
      { fact: wording.label('organization'), value: page.organization },
      { fact: wording.machineUser, value: machineUser ?? '' },
      ...askedParts(page.asked, isOwner ? 'owner' : 'member', wording),
      { say: wording.verdict(page.verdict, page.organization, page.undecidedDays, mrkdwnSpeech(wording)) },
      ...(page.usualMs === null ? [] : [{ say: wording.usualTime(page.usualMs) }]),
      ...(isOwner ? [{ say: wording.ownerRemark(machineUser, mrkdwnSpeech(wording)) }] : []),
      ...beforeSendingParts(page.remarks, page.organization, machineUser, wording),
    ]),
  });
}
