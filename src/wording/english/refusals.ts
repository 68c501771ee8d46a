import type { SlackUserId } from '../../domain/ids.ts';
import type { Review } from '../../domain/person.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Speech } from '../speech.ts';
import { claimRefusal, claimUnderWay } from './claims.ts';
import { limitRefusal } from './limits.ts';
import { conflictWords } from './link-conflicts.ts';
import { ownMatter } from './machine-users.ts';
import { namesRefusal } from './names.ts';
import { offerRefusal } from './offers.ts';
import { renewalRefusal } from './renewals.ts';
import { reviewersSaid } from './reviewers.ts';
import { forbidden, policySaysAll, tokenForbidden } from './rules.ts';
import { counted } from './terms.ts';
import { trailRefusal } from './trail-files.ts';

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
    approved: byWhom ?? `${name} is already approved.`,
    claimed: `${byWhom ?? `${name} is approved.`} We’re activating its token now. Once it is active, you can revoke it here.`,
    fulfilled: `${byWhom ?? `${name} is approved.`} While its token is active, you can revoke it with ${command} revoke ${name}.`,
    denied: byWhom ?? `${name} was denied on ${when}.`,
    withdrawn: `${name} was withdrawn by its requester on ${when}.`,
    lapsed: `${name} timed out: nobody decided, or used it, in time.`,
    ended: `${name} ended on ${when}, because nobody can use it any more.`,
  }[refusal.status];
  return `${said} Nothing was changed.`;
}

function pendingTokenAlready(refusal: Extract<Refusal, { why: 'pending_token_already' }>, speech: Speech): string {
  const name = `the token ${speech.quoted(refusal.tokenName)}`;
  if (refusal.review !== null) return `${decided(refusal.review, name, speech)} Nothing was changed.`;
  const by = refusal.by === null ? ' already' : ` by ${speech.name(refusal.by)}`;
  const said = {
    open: 'is being checked',
    held: 'needs a decision',
    approving: 'is being approved right now',
    denying: 'is being denied right now',
    approved: `was approved${by}`,
    denied: `was denied${by}`,
    cancelled: 'was cancelled or changed by its holder, or reported as leaked',
    expired: 'expired before anyone decided',
    closed: 'no longer waits for approval',
  }[refusal.status];
  return `Nothing was changed: ${name} ${said}.`;
}

function activeTokenAlready(refusal: Extract<Refusal, { why: 'active_token_already' }>, speech: Speech): string {
  const name = `the token ${speech.quoted(refusal.tokenName)}`;
  const { revocation, status } = refusal;
  const by = revocation?.by == null ? '' : ` by ${speech.person(revocation.by.slackId)}`;
  const said = {
    active: 'was already accepted',
    exceeding: 'is still wider than approved',
    revoking: `is being revoked${by} right now`,
    revoked: `was revoked${by}`,
    expired: 'has expired',
    gone: 'has already lost access to the organization',
  }[status];
  return `Nothing was changed: ${name} ${said}.`;
}

/** Nobody said no: what had to be asked did not answer, or was too busy. */
function notLinked(
  { ways, helpers, organizations, slackId, claimed }: Extract<Refusal, { why: 'not_linked' }>,
  speech: Speech,
  command: string,
): string {
  const nothing = 'Your Slack account is not linked to a GitHub account yet, so we couldn’t do this.';
  if (claimed !== undefined) return `${nothing} ${claimUnderWay(claimed, speech, command)}`;
  if (ways.includes('sign_in')) return `${nothing} Link it with the button: you sign in at GitHub, and come back here.`;
  const owned = organizations.map(speech.name).join(' or ');
  const names = helpers.map((helper) => speech.person(helper as SlackUserId)).join(' or ');
  const whom = helpers.length === 0 ? `an owner of ${owned}` : `${names}, who owns ${owned}`;
  if (ways.includes('vouching') && helpers.length > 0) {
    return `${nothing} Send ${command} link your-github-login, and ${names} can confirm it.`;
  }
  return `${nothing} Ask ${whom}, to have you added to the policy’s people. Your Slack user id is ${slackId}.`;
}

function isOutage({ why }: Refusal): boolean {
  return (
    why === 'owner_not_checked' ||
    why === 'reviewer_not_checked' ||
    why === 'member_not_checked' ||
    why === 'person_not_checked' ||
    why === 'claim_not_checked' ||
    why === 'store_busy' ||
    why === 'sign_in_not_checked'
  );
}

export const refusals = (command: string) => ({
  refusalTitle: 'Not possible',
  outageTitle: 'Please try again',
  bugTitle: 'Something went wrong',
  isOutage,
  refusal: (refusal: Refusal, speech: Speech): string => {
    switch (refusal.why) {
      case 'not_linked':
        return notLinked(refusal, speech, command);
      case 'link_not_confirmed':
        return `We couldn’t confirm your GitHub account ${speech.name(refusal.login)}, so nothing was changed. Ask an owner of the organization to check the login in the policy’s people.`;
      case 'link_conflict':
        return conflictWords(refusal.conflict, speech.name(refusal.login), command);
      case 'linked_by_policy':
        return `The policy’s people says that you are ${speech.name(refusal.login)} on GitHub, so nothing was changed. The link ends when that line is removed.`;
      case 'linked_already':
        return `You are linked to ${speech.name(refusal.login)} on GitHub already. You don’t need to do anything.`;
      case 'nothing_to_unlink':
        return 'You aren’t linked to a GitHub account. Nothing was changed.';
      case 'too_many_addresses':
        return `You asked to link your account too often within an hour, so we made no new address. Use the newest one, or send ${command} link again in a few minutes.`;
      case 'sign_in_over':
        return `This address has been used, or is older than ten minutes. Nothing was linked. Send ${command} link in Slack for a new one.`;
      case 'other_browser':
        return `You began this in another browser. Nothing was linked. Go on there, or send ${command} link in Slack for a new address.`;
      case 'sign_in_declined':
        return `You didn’t let GitHub tell us who you are. Nothing was linked. Send ${command} link in Slack to try again.`;
      case 'sign_in_not_checked':
        return `GitHub didn’t tell us who you are. Nothing was linked. Please try again in a minute: send ${command} link in Slack.`;
      case 'login_recycled':
        return `The GitHub login ${speech.name(refusal.login)} belongs to another account now, so nothing was changed. Ask an owner of the organization to check the policy’s people.`;
      case 'guest':
        return 'Guests can’t use Countersign. Please ask a full member of this workspace.';
      case 'other_workspace':
        return 'Only members of this workspace can use Countersign.';
      case 'bot':
        return 'Apps and bots can’t use Countersign.';
      case 'deactivated':
        return 'This Slack account is deactivated.';
      case 'not_a_member':
        return `Only members of ${speech.name(refusal.organization)} can request its tokens. Your GitHub account ${speech.name(refusal.login)} isn’t an active member now, so nothing was changed. Fine-grained tokens can’t reach repositories where you are an outside collaborator. An owner can invite you.`;
      case 'not_an_owner':
        return `Only owners of ${speech.name(refusal.organization)} can decide this. Your GitHub account ${speech.name(refusal.login)} isn’t an owner now. Nothing was decided.`;
      case 'not_a_reviewer':
        return `Only ${reviewersSaid(refusal.reviewers, refusal.organization, speech)} can decide this. Your GitHub account ${speech.name(refusal.login)} isn’t one of them now. Nothing was decided.`;
      case 'only_observed':
        return `Countersign only observes ${speech.name(refusal.organization)}, so nothing was changed. An owner can do it on GitHub, in the organization’s settings under Personal access tokens.`;
      case 'only_owners_browse':
        return `Only owners of ${refusal.organizations.map(speech.name).join(' or ')} can see all its tokens. Your GitHub account ${speech.name(refusal.login)} isn’t an owner now. Your own tokens are in ${command} list.`;
      case 'unknown_policy':
        return `The policy names no such organization. ${command} policy shows the rules of yours.`;
      case 'nothing_listed_yet':
        return 'We haven’t read the tokens from GitHub yet. Please try again in a few minutes.';
      case 'holder_unreachable':
        return `The GitHub account ${speech.name(refusal.login)} isn’t linked to Slack, so we can’t remind its holder. You can revoke the token, or write to them yourself.`;
      case 'reminded_today':
        return `Somebody has already reminded the holder of ${speech.quoted(refusal.tokenName)} today. You can remind them again tomorrow.`;
      case 'own_request':
      case 'own_token':
        return ownMatter(refusal, speech);
      case 'login_taken':
        return `The policy names you as sponsor of machine user ${speech.name(refusal.login)}. Another account has that login now, so another owner has to decide. Nothing was decided.`;
      case 'reviewer_not_checked':
        return `We couldn’t check with GitHub and Slack that you may decide this for ${speech.name(refusal.organization)}. Nothing was decided. Please try again in a minute.`;
      case 'owner_not_checked':
        return `We couldn’t check with GitHub that you’re an owner of ${speech.name(refusal.organization)}. Nothing was decided. Please try again in a minute.`;
      case 'member_not_checked':
        return `We couldn’t check with GitHub that you’re a member of ${speech.name(refusal.organization)}. Nothing was changed. Please try again in a minute.`;
      case 'person_not_checked':
        return 'We couldn’t check with Slack who you are. Nothing was changed. Please try again in a minute.';
      case 'unknown_person':
        return 'Slack doesn’t know your account in this workspace, so nothing was changed. Ask an admin of this Slack workspace.';
      case 'unknown_request':
        return `You have no request ${speech.quoted(refusal.given)}. Your requests are in ${command} list.`;
      // Not told apart from one that does not exist: what others ask for is theirs.
      case 'not_your_request':
        return `You have no request ${requestName(refusal.number)}. Your requests are in ${command} list.`;
      case 'request_already':
        return requestAlready(refusal, speech, command);
      case 'pending_token_already':
        return pendingTokenAlready(refusal, speech);
      case 'active_token_already':
        return activeTokenAlready(refusal, speech);
      case 'nothing_to_renew':
      case 'renewal_open':
        return renewalRefusal(refusal, command, speech);
      case 'unknown_name':
      case 'waiting_named':
      case 'several_named':
      case 'request_not_named':
        return namesRefusal(refusal, command, speech);
      case 'nobody_named':
        return `We know no GitHub account of theirs here. Name somebody like this: ${command} tokens @mona, or by their GitHub login.`;
      case 'no_owner_of_all':
        return trailRefusal(refusal, command, speech);
      case 'unknown_audit':
        return `Ask like this: ${command} audit, ${command} audit @mona, ${command} audit PAT-12, or with days: ${command} audit @mona 2026-01-01.`;
      case 'no_tokens_left':
        return 'None of their tokens can reach the organization any more, so nothing was revoked.';
      case 'no_token_to_use':
        return `${requestName(refusal.number)} has no token to use. ${command} list shows your requests and tokens.`;
      case 'no_active_token':
        return `${requestName(refusal.number)} has no active token, so ${refusal.to === 'revoke' ? 'nothing was revoked' : 'there is nothing to renew'}. Your tokens are in ${command} list.`;
      case 'classic_unseen':
        return `We can’t see the classic token of ${requestName(refusal.number)}, so we can’t revoke it. Its holder deletes it on GitHub under Settings → Developer settings → Tokens (classic).`;
      case 'classic_not_renewed':
        return `${requestName(refusal.number)} is for a classic token, which can’t be renewed. Request another with ${command} request, then delete the old one on GitHub.`;
      case 'policy_forbids':
        return forbidden(refusal);
      case 'nothing_to_explain':
        return `The token ${speech.quoted(refusal.tokenName)} no longer waits for an explanation. Nothing was sent. The message above says where it stands.`;
      case 'nothing_unused':
        return `No unused token for ${speech.name(refusal.organization)} needs a decision any more. You don’t need to do anything.`;
      case 'nothing_to_keep':
        return `Nobody has to decide on ${speech.quoted(refusal.tokenName)} any more: it’s used again, or somebody kept it. You don’t need to do anything.`;
      case 'request_forbidden':
        return `The policy no longer allows this request.${policySaysAll(refusal.reasons)} Nothing was decided; you can still deny it.`;
      case 'token_forbidden':
      case 'token_needs_several':
        return tokenForbidden(refusal, speech);
      case 'already_reviewed':
      case 'token_already_reviewed':
        return `You have already approved ${'number' in refusal ? requestName(refusal.number) : speech.quoted(refusal.tokenName)}. It needs ${counted(refusal.missing, 'more reviewer', 'more reviewers')}. Nothing was changed.`;
      case 'rules_not_checked':
        return `We couldn’t check with GitHub what the policy’s rules of ${speech.name(refusal.organization)} need. Nothing was decided. Please try again.`;
      case 'sponsor_not_linked':
        return `We don’t know the GitHub account of ${speech.person(refusal.slackId as SlackUserId)}, the sponsor of machine user ${speech.name(refusal.login)}. It could be yours, so nothing was decided. Ask them to send ${command} link.`;
      case 'question_answered':
        return `You have already answered this question about ${requestName(refusal.number)}. Your second answer was not sent.`;
      case 'enough_questions':
        return `${requestName(refusal.number)} has had ${refusal.most} questions, which is the most. Your question was not sent: please write to ${speech.person(refusal.slackId as SlackUserId)} in Slack.`;
      case 'machine_user_not_a_member':
        return `Machine user ${speech.name(refusal.login)} isn’t an active member of ${speech.name(refusal.organization)}, so its tokens can’t reach it. Nothing was sent. Ask an owner to invite it first.`;
      case 'sponsor_changed':
        return `${speech.person(refusal.slackId as SlackUserId)} no longer sponsors machine user ${speech.name(refusal.login)}, so nobody can approve this request. Nothing was decided. Its present sponsor can request it again.`;
      case 'not_its_sponsor':
        return `The policy no longer names you as the sponsor of machine user ${speech.name(refusal.login)}, so we opened no form. Its present sponsor can request the token.`;
      case 'no_such_account':
      case 'account_not_a_member':
      case 'claims_machine_user':
      case 'claim_waits':
      case 'claim_contested':
      case 'claim_refused_lately':
      case 'too_many_claims':
      case 'nobody_to_vouch':
      case 'claim_already':
      case 'claim_not_checked':
      case 'own_claim':
      case 'vouched_already':
      case 'vouched_once':
        return claimRefusal(refusal, speech, command);
      case 'sign_in_needed':
      case 'used_up':
      case 'last_day_over':
      case 'nudged_today':
      case 'details_not_theirs':
      case 'view_not_checked':
        return limitRefusal(refusal, speech);
      case 'offer_wider':
      case 'offer_same':
      case 'offer_classic':
      case 'offer_unseen':
      case 'offer_over':
      case 'offer_forbidden':
      case 'offer_void':
        return offerRefusal(refusal, speech);
      case 'old_revision':
        return 'This changed after the button was shown, so nothing was decided. We’re updating the message: please look again.';
      case 'unknown_control':
        return `This button or form is from another version, so nothing was changed. Use the newest message, or ${command} help.`;
      case 'unknown_message':
        return 'We no longer know this, or it isn’t yours. Nothing was changed.';
      case 'draft_gone':
        return `This form is too old, or somebody else opened it. Nothing was sent. Please start again with ${command} request.`;
      case 'form_sent':
        return `You have already sent this form: it is ${requestName(refusal.number)}. Nothing more was sent. Your requests are in ${command} list.`;
      case 'must_see_details':
        return 'This is too long for the message, so nothing was decided. Open Details to review and decide.';
      case 'store_busy':
        return 'Too much happened at once, so nothing was changed. Please try again.';
    }
  },
  /** The database may have taken what was asked just before it failed. */
  outage: (where: 'github' | 'slack' | 'store'): string => {
    const who = { github: 'GitHub', slack: 'Slack', store: 'Our database' }[where];
    return `${who} didn’t answer properly, so this may not have been done. Check whether anything changed, and try again in a minute.`;
  },
  /** Slack opens no form three seconds after the click. */
  tooLate: 'That took too long, so Slack didn’t open the form. Nothing was changed. Please try again.',
  bug: (reference: string): string =>
    `Something went wrong, and this may not have been done. If it happens again, tell an owner of your organization: reference ${reference}.`,
});
