import type { SlackUserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Speech } from '../speech.ts';
import { reviewersSaid } from './reviewers.ts';
import { counted } from './terms.ts';

/** The policy's limits on how often somebody approves or asks. */
function usedUp({ of, most, again }: Extract<Refusal, { why: 'used_up' }>, speech: Speech): string {
  const when = speech.instant(again);
  switch (of) {
    case 'approvals':
      return `You made ${counted(most, 'approval')} within ten minutes, which is the most. Nothing was decided. Ask another reviewer to approve this, or try again after ${when}.`;
    case 'requests':
      return `You sent ${counted(most, 'request')} within a day, which is the most. Nothing was sent. You can send another after ${when}.`;
    case 'requests_of_organization':
      return `Members of this organization sent ${counted(most, 'request')} within a day, which is the most. Nothing was sent. Try again after ${when}, or ask an owner.`;
  }
}

function signInNeeded({ minutes, isPossible }: Extract<Refusal, { why: 'sign_in_needed' }>): string {
  return isPossible
    ? `This is critical, and the policy asks you to sign in at GitHub first. Nothing was decided. Sign in with the button, then approve within ${counted(minutes, 'minute')}.`
    : 'This is critical, and the policy asks you to sign in at GitHub first. Nobody can sign in here yet, so nothing was decided. Whoever runs Countersign has to set up the sign-in first.';
}

type LimitRefusal = Extract<
  Refusal,
  { why: 'sign_in_needed' | 'used_up' | 'last_day_over' | 'nudged_today' | 'details_not_theirs' | 'view_not_checked' }
>;

export function limitRefusal(refusal: LimitRefusal, speech: Speech): string {
  if (refusal.why === 'sign_in_needed') return signInNeeded(refusal);
  if (refusal.why === 'used_up') return usedUp(refusal, speech);
  if (refusal.why === 'nudged_today')
    return `The reviewers were reminded of ${requestName(refusal.number)} less than a day ago. You can remind them again from ${speech.instant(refusal.againAt)} on.`;
  if (refusal.why === 'view_not_checked')
    return `We couldn’t check with GitHub and Slack that you may see this for ${speech.name(refusal.organization)}, so nothing is shown. Please try again in a minute.`;
  if (refusal.why === 'details_not_theirs')
    return `Only ${reviewersSaid(refusal.reviewers, refusal.organization, speech)}, and the person whose request or token it is, can see these details. Your GitHub account ${speech.name(refusal.login)} isn’t one of them now.`;
  return `${requestName(refusal.number)} requests a token until a day that has come, so a new one would end too late. Nothing was decided. It can be requested again with a later day.`;
}

export const limits = {
  freshSignIn: 'Sign in at GitHub',
  approvalOutdated: (tokenName: string, organization: string, speech: Speech): string =>
    `${speech.quoted(tokenName)} for ${speech.name(organization)} changed before your approval reached GitHub, so nothing was approved. The newest message about it shows what became of it and what it asks for now.`,
  denialOutdated: (tokenName: string, organization: string, speech: Speech): string =>
    `${speech.quoted(tokenName)} for ${speech.name(organization)} became active on GitHub before we could deny it for you. It can do all that it asked for. You can revoke it at the newest message about it.`,
  approvalsStopped: (slackId: SlackUserId, most: number, organization: string, speech: Speech): string =>
    `${speech.person(slackId)} made ${counted(most, 'approval')} for ${speech.name(organization)} within ten minutes`,
  approvalsStoppedNext: (until: number, speech: Speech): string =>
    `We take no more approvals from them until ${speech.instant(until)}. Another reviewer can decide.`,
  approvalsStoppedWhy: 'If somebody else used their Slack account, sign them out and revoke what was approved.',
};
