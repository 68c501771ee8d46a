// What people are told and where, as references: the sentence is made from the rows as they are when it is sent.

import type { ChannelId, GithubUserId, Instant, OrganizationId, RequestNumber, SlackUserId } from './ids.ts';
import type { KindCount } from './leaks/credential-kind.ts';
import type { Threshold } from './notices/due-notice.ts';
import type { PauseReason } from './organization.ts';
import type { PolicyChanges } from './policy/policy-changes.ts';
import type { ReviewerRule } from './policy/reviewer-rule.ts';
import type { TokenTrouble } from './tokens/sent-as.ts';

/** What a reminder of a classic token's end tells. */
export type ClassicEnd = { readonly threshold: Threshold; readonly endsAt: Instant };

/** What a redrawable message is about. */
export type Subject =
  /** `ends`: what a reminder of its classic token's end tells. */
  | { readonly of: 'request'; readonly number: RequestNumber; readonly ends?: ClassicEnd }
  | { readonly of: 'pending_token'; readonly id: string }
  | { readonly of: 'active_token'; readonly id: string }
  | { readonly of: 'classic_token'; readonly id: string; readonly ends?: ClassicEnd }
  /** That somebody is an account on GitHub, as they say. */
  | { readonly of: 'claim'; readonly id: string }
  /** What already waited when the organization was first listed. */
  | { readonly of: 'organization'; readonly id: OrganizationId }
  /** Several tokens of one holder, as the trail has them under this id: what a leaver left behind, or what was revoked at once. */
  | { readonly of: 'together'; readonly id: string; readonly organizationId: OrganizationId }
  /** What a holder was told of the ends of one token. `notice`: what of that a message tells, and of which grant that was planned. */
  | {
      readonly of: 'reminders';
      readonly id: string;
      readonly notice?: { readonly id: string; readonly activeTokenId: string };
    }
  /** What a holder was asked about one token. `asked`: what of that a message asks. */
  | { readonly of: 'questions'; readonly id: string; readonly asked?: Asked };

/** `reviewers` is the organization's channel, and its linked owners by direct message where the channel can't be reached. */
export type Destination =
  | { readonly to: 'reviewers'; readonly organizationId: OrganizationId }
  | { readonly to: 'person'; readonly slackId: SlackUserId; readonly organizationId: OrganizationId }
  | { readonly to: 'channel'; readonly channel: ChannelId; readonly organizationId: OrganizationId };

export type Message =
  /** In the reviewers' channel; follows every step. */
  | { readonly kind: 'request_card'; readonly number: RequestNumber }
  /** To the requester after submitting, with Withdraw; follows every step. */
  | { readonly kind: 'request_sent'; readonly number: RequestNumber }
  /** To the requester after the approval, with the way to GitHub; follows every step. */
  | { readonly kind: 'request_approved'; readonly number: RequestNumber }
  /** To the requester: denied, lapsed, ended, reopened, fulfilled: what the request's status now is and what to do next. */
  | {
      readonly kind: 'request_news';
      readonly number: RequestNumber;
      /** Nobody of its reviewers could decide any more, so the owners do. */
      readonly isLeftToOwners?: true;
    }
  /** In the reviewers' channel: a held PendingToken with its excess; follows every step. */
  | { readonly kind: 'pending_token_card'; readonly id: string }
  /** To the requester: what reviewers ask before they decide; follows every step. */
  | { readonly kind: 'request_question'; readonly number: RequestNumber }
  /** To whoever asked: the answer. */
  | { readonly kind: 'request_answer'; readonly number: RequestNumber; readonly place: number }
  /** To the requester: a reviewer would approve less, for them to accept; follows every step. */
  | { readonly kind: 'request_offer'; readonly number: RequestNumber }
  /** To the requester, and to whoever made it: an offer is void. */
  | { readonly kind: 'request_offer_void'; readonly number: RequestNumber }
  /** To the holder: the PendingToken waits for a person; with Explain where nobody asked for it. Follows every step. */
  | { readonly kind: 'pending_token_held'; readonly id: string }
  /** To the holder: how that ended. */
  | { readonly kind: 'pending_token_news'; readonly id: string }
  /** In the reviewers' channel: an ActiveToken that exceeds its Agreement, that nobody agreed to, or that is being revoked; follows every step. */
  | { readonly kind: 'active_token_card'; readonly id: string }
  /** In the reviewers' channel: a token of somebody who owns nothing was let in without anybody being asked. */
  | { readonly kind: 'approval_off'; readonly id: string }
  /** In a channel that the bot entered, once: what it is. */
  | { readonly kind: 'channel_welcome' }
  /** In the reviewers' channel, once: what the organization's first complete listing showed. */
  | { readonly kind: 'baseline'; readonly organizationId: OrganizationId }
  /** In the reviewers' channel: the PendingTokens that already waited then; follows every step. */
  | { readonly kind: 'pending_token_list'; readonly organizationId: OrganizationId }
  /** In the reviewers' channel: requests that lapse when half of their time has passed once more. */
  | {
      readonly kind: 'requests_waiting';
      readonly numbers: readonly RequestNumber[];
      /** The requester, who asked that the reviewers be reminded. */
      readonly nudgedBy?: SlackUserId;
      /** Who may decide on them besides from now on, since nobody did; left out of a mere reminder. */
      readonly escalatedTo?: readonly ReviewerRule[];
      /** Nobody of their reviewers could decide any more, so the owners do. */
      readonly isLeftToOwners?: true;
    }
  /** In the reviewers' channel, weekly: what needs a look, and what happened since the last one. */
  | { readonly kind: 'digest'; readonly since: Instant; readonly until: Instant }
  /** In the reviewers' channel: GitHub can't be asked about the organization, or can again. */
  | { readonly kind: 'organization_paused'; readonly why: PauseReason }
  | { readonly kind: 'organization_resumed' }
  /** In the reviewers' channel: the login of a machine user of the policy is another account's by now. */
  | { readonly kind: 'login_taken'; readonly login: string; readonly sponsor: SlackUserId }
  /** To somebody whose GitHub account was linked by signing in. */
  | { readonly kind: 'account_linked'; readonly login: string; readonly githubId: GithubUserId }
  /** In the reviewers' channel: somebody signed in at GitHub with an account that owns the organization. */
  | { readonly kind: 'owner_linked'; readonly slackId: SlackUserId; readonly login: string }
  /** In the reviewers' channel: the policy file was changed, and is in force, or can't be used. */
  | { readonly kind: 'policy_taken'; readonly changes: PolicyChanges }
  | { readonly kind: 'policy_refused'; readonly problems: readonly string[]; readonly hidden: number }
  /** In the reviewers' channel: somebody says which account is theirs, for owners to confirm; follows every step. */
  | { readonly kind: 'claim_card'; readonly id: string }
  /** To whoever said it: how that ended. */
  | { readonly kind: 'claim_news'; readonly id: string }
  /** In the channel that the policy names for it: where the audit trail stands. */
  | { readonly kind: 'trail_head'; readonly seq: number; readonly hash: string }
  /** To the holder: reminders and expiry notices, several tokens in one; drawn again where what was said holds no longer. */
  | { readonly kind: 'expiry'; readonly noticeIds: readonly string[] }
  /** To the holder, and where it has gone to the channel too: what became of an ActiveToken. */
  | {
      readonly kind: 'active_token_news';
      readonly id: string;
      readonly news: 'gone' | 'revoked' | 'exceeding' | 'prolonged' | 'replaced' | 'accepted' | 'not_revoked';
      readonly audience: 'holder' | 'reviewers';
    }
  /** To the holder, or who stands for them: whether a token that nobody uses is needed; follows every step. */
  | { readonly kind: 'unused_token'; readonly id: string }
  /** In the reviewers' channel: those about which nobody answered; follows every step. */
  | { readonly kind: 'unused_review'; readonly organizationId: OrganizationId }
  /** To the holder: an owner asks about this token. */
  | { readonly kind: 'holder_reminder'; readonly id: string; readonly by: SlackUserId }
  /** In the reviewers' channel: somebody left, and which tokens they leave behind; follows every step. */
  | { readonly kind: 'holder_left'; readonly id: string; readonly organizationId: OrganizationId }
  /** In the reviewers' channel: an owner revoked several tokens of one holder; follows every step. */
  | { readonly kind: 'revoked_together'; readonly id: string; readonly organizationId: OrganizationId }
  /** In the reviewers' channel: somebody approved so often within a while that others have to decide now. */
  | {
      readonly kind: 'approvals_stopped';
      readonly slackId: SlackUserId;
      readonly most: number;
      readonly until: Instant;
    }
  /** To a reviewer: the token changed, or was ended, before GitHub was told of their approval, so nothing was approved. */
  | { readonly kind: 'approval_outdated'; readonly tokenName: string }
  /** To a reviewer: it was let in on github.com before GitHub was told that they denied it. */
  | { readonly kind: 'denial_outdated'; readonly tokenName: string }
  /** To the holder: a classic token ends, of a request (by what was declared) or as GitHub shows it. */
  | {
      readonly kind: 'classic_ends';
      readonly number: RequestNumber | null;
      readonly id: string | null;
      readonly threshold: Threshold;
      readonly endsAt: Instant;
    }
  /** In the reviewers' channel: a classic token that nobody agreed to, or that goes past what was; follows every step. */
  | { readonly kind: 'classic_token_card'; readonly id: string }
  /** To its holder: it was revoked, or was not after all. */
  | { readonly kind: 'classic_token_news'; readonly id: string }
  /** In the reviewers' channel, once: the classic tokens that the first listing showed. */
  | { readonly kind: 'classic_found'; readonly count: number; readonly unagreed: number }
  /** To a reviewer: we no longer act with their own token on GitHub, or not here. */
  | { readonly kind: 'own_token_trouble'; readonly why: TokenTrouble }
  /** In the reviewers' channel: somebody reported leaked credentials. Only their kinds are known. */
  | {
      readonly kind: 'leak_reported';
      readonly by: SlackUserId;
      readonly revoked: readonly KindCount[];
      readonly byHand: readonly KindCount[];
    }
  /** In the reviewers' channel: a person could not be told something. */
  | { readonly kind: 'undeliverable'; readonly slackId: SlackUserId; readonly about: string }
  /** In the reviewers' channel: a decision can't be carried out on GitHub, and goes on being tried. `why`: `bug`, or what the other side said. */
  | { readonly kind: 'stuck'; readonly about: string; readonly why: string }
  /** In the reviewers' channel: Slack takes a message in no form, or it failed by a bug. */
  | { readonly kind: 'gave_up'; readonly about: string; readonly why: string };

/** A question to a holder, which stands in their direct messages, and what of the token it said. */
export type Asked = {
  readonly message: Extract<Message, { kind: 'active_token_news' | 'holder_reminder' }>;
  readonly expiresAt: Instant | null;
  /** By how many days its end had been moved past what was agreed; null where it had been taken away, or nothing was said of it. */
  readonly days: number | null;
  /** Since when it went past what was agreed; null where it did not. */
  readonly since: Instant | null;
};

/** What a message shows that can be redrawn, or null. */
export function subjectOf(message: Message): Subject | null {
  switch (message.kind) {
    case 'request_card':
    case 'request_sent':
    case 'request_approved':
    case 'request_question':
    case 'request_offer':
      return { of: 'request', number: message.number };
    case 'pending_token_card':
    case 'pending_token_held':
      return { of: 'pending_token', id: message.id };
    case 'active_token_card':
    case 'unused_token':
      return { of: 'active_token', id: message.id };
    case 'classic_token_card':
      return { of: 'classic_token', id: message.id };
    case 'claim_card':
      return { of: 'claim', id: message.id };
    case 'pending_token_list':
    case 'unused_review':
      return { of: 'organization', id: message.organizationId };
    case 'holder_left':
    case 'revoked_together':
      return { of: 'together', id: message.id, organizationId: message.organizationId };
    default:
      return null;
  }
}

/** The subject as one word, for keys and the audit trail. */
export function subjectKey(subject: Subject): string {
  return subject.of === 'request' ? `PAT-${subject.number}` : `${subject.of}:${subject.id}`;
}
