import type { SlackUserId } from '../../domain/ids.ts';
import type { Review } from '../../domain/person.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Speech } from '../speech.ts';
import { counted } from './terms.ts';

function decided(review: Review, what: string, speech: Speech): string {
  const verb = review.act === 'approve' ? 'approved' : 'denied';
  return `${speech.person(review.by.slackId)} ${verb} ${what} on ${speech.instant(review.at)}.`;
}

function requestAlready(
  refusal: Extract<Refusal, { why: 'request_already' }>,
  speech: Speech,
  command: string,
): string {
  const name = requestName(refusal.number);
  const when = speech.instant(refusal.at);
  const byWhom = refusal.review === null ? null : decided(refusal.review, name, speech);
  const said = {
    pending: `${name} is still waiting for a decision.`,
    approved: byWhom ?? `${name} is approved already.`,
    claimed: `${byWhom ?? `${name} is approved.`} Its token is being let in at this moment. As soon as it is active, it can be revoked here.`,
    fulfilled: `${byWhom ?? `${name} is approved.`} Its token is active, or is being let in at this moment. It can be revoked with ${command} revoke ${name}.`,
    denied: byWhom ?? `${name} was denied on ${when}.`,
    withdrawn: `${name} was withdrawn by its requester on ${when}.`,
    lapsed: `${name} lapsed: nobody decided or used it in time.`,
    ended: `${name} ended on ${when}, because nobody can use it any more.`,
  }[refusal.status];
  return `${said} Nothing was changed.`;
}

function pendingTokenAlready(refusal: Extract<Refusal, { why: 'pending_token_already' }>, speech: Speech): string {
  const name = `the token ${speech.quoted(refusal.tokenName)}`;
  if (refusal.review !== null) return `${decided(refusal.review, name, speech)} Nothing was changed.`;
  const by = refusal.by === null ? '' : ` by ${speech.quoted(refusal.by)}`;
  const said = {
    open: 'is being looked at',
    held: 'waits for a decision',
    approving: 'is being approved at this moment',
    denying: 'is being denied at this moment',
    approved: `was approved${by}`,
    denied: `was denied${by}`,
    cancelled: 'was taken back by its holder, or edited so that it is asked for anew',
    expired: 'expired before anybody decided',
    closed: 'no longer waits on GitHub',
  }[refusal.status];
  return `Nothing was changed: ${name} ${said}.`;
}

function activeTokenAlready(refusal: Extract<Refusal, { why: 'active_token_already' }>, speech: Speech): string {
  const name = `the token ${speech.quoted(refusal.tokenName)}`;
  const { revocation, status } = refusal;
  const by = revocation?.by == null ? '' : ` by ${speech.person(revocation.by.slackId)}`;
  const said = {
    active: 'was accepted already',
    exceeding: 'still goes past what was agreed',
    revoking: `is being revoked${by} at this moment`,
    revoked: `was revoked${by}`,
    expired: 'has expired',
    gone: 'can no longer reach the organization',
  }[status];
  return `Nothing was changed: ${name} ${said}.`;
}

function policyForbids({ reasons }: Extract<Refusal, { why: 'policy_forbids' }>): string {
  const [reason] = reasons;
  const most = reason === undefined ? '' : ` A token may last ${counted(reason.maxDays, 'day')} at most here.`;
  return `The policy does not allow what this token has, so it can’t be asked for.${most} Edit the token on GitHub, or wait for an owner to decide. Nothing was sent.`;
}

export const refusals = (command: string) => ({
  refusalTitle: 'Not possible',
  refusal: (refusal: Refusal, speech: Speech): string => {
    switch (refusal.why) {
      case 'not_linked':
        return `Your Slack account is not linked to a GitHub account yet. Please ask whoever runs Countersign here, usually an owner of ${speech.quoted(refusal.organization)}, to add you to the people in its policy. Your Slack user id is ${speech.quoted(refusal.slackId)}.`;
      case 'link_not_confirmed':
        return `Your GitHub account ${speech.quoted(refusal.login)} could not be confirmed. Please ask whoever runs Countersign here to check the login in its policy.`;
      case 'login_recycled':
        return `The GitHub login ${speech.quoted(refusal.login)} now belongs to another account than before. Please ask whoever runs Countersign here to check the policy.`;
      case 'guest':
        return 'Guests can’t use Countersign. Please ask a full member of this workspace.';
      case 'other_workspace':
        return 'Only members of this workspace can use Countersign.';
      case 'bot':
        return 'Apps and bots can’t use Countersign.';
      case 'deactivated':
        return 'This Slack account is deactivated.';
      case 'not_a_member':
        return `Your GitHub account ${speech.quoted(refusal.login)} is not an active member of ${speech.quoted(refusal.organization)}. Only members can ask for its tokens: a fine-grained token can’t reach repositories where you are an outside collaborator. Ask an owner to invite you.`;
      case 'not_an_owner':
        return `Only owners of ${speech.quoted(refusal.organization)} can decide this, and your GitHub account ${speech.quoted(refusal.login)} is not one now. Nothing was decided.`;
      case 'own_request':
        return 'This is your own request, so somebody else has to decide it. Nothing was decided.';
      case 'own_token':
        return 'This is your own token, so somebody else has to decide it. Nothing was decided.';
      case 'login_taken':
        return `The policy names you as the sponsor of the machine user ${speech.quoted(refusal.login)}, and another account has that login now. Another owner has to decide on its tokens. Nothing was decided.`;
      case 'owner_not_checked':
        return `GitHub did not say in time whether you are an owner of ${speech.quoted(refusal.organization)}. Nothing was decided. Please try again in a minute.`;
      case 'member_not_checked':
        return `GitHub did not say in time whether you are a member of ${speech.quoted(refusal.organization)}. Nothing was changed. Please try again in a minute.`;
      case 'person_not_checked':
        return 'Slack did not say in time who you are. Nothing was changed. Please try again in a minute.';
      case 'request_not_named':
        return `Please say which request, for example: ${command} ${refusal.word} PAT-12. Your requests are in ${command} list.`;
      case 'unknown_person':
        return 'Slack says that it doesn’t know your account in this workspace, so nothing was changed. Please ask whoever runs Countersign here.';
      case 'unknown_request':
        return `There is no request ${speech.quoted(refusal.given)} of yours. Your requests are in ${command} list.`;
      // Not told apart from one that does not exist: what others ask for is theirs.
      case 'not_your_request':
        return `There is no request ${requestName(refusal.number)} of yours. Your requests are in ${command} list.`;
      case 'request_already':
        return requestAlready(refusal, speech, command);
      case 'pending_token_already':
        return pendingTokenAlready(refusal, speech);
      case 'active_token_already':
        return activeTokenAlready(refusal, speech);
      case 'no_token_to_use':
        return `${requestName(refusal.number)} has no token to use. ${command} list shows your requests and tokens.`;
      case 'nothing_to_revoke':
        return `${requestName(refusal.number)} has no token that can reach the organization, so nothing was revoked. Your tokens are in ${command} list.`;
      case 'policy_forbids':
        return policyForbids(refusal);
      case 'nothing_to_explain':
        return `The token ${speech.quoted(refusal.tokenName)} no longer waits for an explanation. Nothing was sent. Where it stands is in the message above.`;
      case 'request_forbidden': {
        const [reason] = refusal.reasons;
        const most = reason === undefined ? '' : `: a token may last ${counted(reason.maxDays, 'day')} at most here`;
        return `The policy no longer allows this request${most}. Nothing was decided; you can still deny it.`;
      }
      case 'sponsor_not_linked':
        return `The account ${speech.quoted(refusal.login)} is a machine user, and the GitHub account of its sponsor, ${speech.person(refusal.slackId as SlackUserId)}, is not known. It could be yours, so nothing was decided. Please ask whoever runs Countersign here to add the sponsor to the people in its policy.`;
      case 'question_answered':
        return `You have already answered this question about ${requestName(refusal.number)}. Your second answer was not sent.`;
      case 'machine_user_not_a_member':
        return `The machine user ${speech.quoted(refusal.login)} is not an active member of ${speech.quoted(refusal.organization)}, so its tokens can’t reach it. Ask an owner to invite it first.`;
      case 'sponsor_changed':
        return `${speech.person(refusal.slackId as SlackUserId)} no longer sponsors the machine user ${speech.quoted(refusal.login)}, so nobody can approve this request. You didn’t decide anything. Its sponsor can request it again.`;
      case 'old_revision':
        return 'This has changed since the button was shown, so nothing was decided. The message is being brought up to date: please look again.';
      case 'unknown_control':
        return `This button or form is from another version and no longer works. Nothing was changed. Please use the newest message, or ${command} help.`;
      case 'unknown_message':
        return 'This is no longer known here, or is not yours. Nothing was changed.';
      case 'draft_gone':
        return `This form is too old, or was opened by somebody else. Nothing was sent. Please start again with ${command} request.`;
      case 'must_see_details':
        return 'This asks for more than the message can show. Please open Details and decide there. Nothing was decided.';
      case 'store_busy':
        return 'Too much happened at once, and nothing was changed. Please try again.';
    }
  },
  outage: (where: 'github' | 'slack' | 'store'): string => {
    const who = { github: 'GitHub', slack: 'Slack', store: 'The database of Countersign' }[where];
    return `${who} did not answer as it should. Please look whether anything has changed, and try again in a minute.`;
  },
  /** Slack opens no form three seconds after the click. */
  tooLate: 'That took too long, so Slack did not open the form. Nothing was changed. Please try again.',
  bug: (reference: string): string =>
    `Something went wrong here, and it has been logged. If it happens again, tell whoever runs Countersign: reference ${reference}.`,
});
