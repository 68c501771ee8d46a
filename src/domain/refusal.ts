// Every expected "no" shown to a person. A value, never an exception; `wording` has a sentence for each.

import type { Instant, RequestNumber } from './ids.ts';
import type { ClaimStatus } from './people/claim.ts';
import type { LinkConflict, LinkWay } from './people/link.ts';
import type { Review } from './person.ts';
import type { Reason } from './policy/reason.ts';
import type { ReviewerRule } from './policy/reviewer-rule.ts';
import type { RuleName } from './policy/rules/rule.ts';
import type { Quota } from './quota.ts';
import type { RequestStatus } from './requests/request-status.ts';
import type { Excess } from './scope/agreement.ts';
import type { ActiveTokenStatus, PendingTokenStatus, Revocation } from './tokens/token.ts';

export type Refusal = { readonly refused: true } & (
  | {
      readonly why: 'not_linked';
      readonly slackId: string;
      readonly organizations: readonly string[];
      readonly ways: readonly LinkWay[];
      /** Colleagues who own one of them, and are known here. */
      readonly helpers: readonly string[];
      /** What they said already, for owners to confirm; left out where nothing waits. */
      readonly claimed?: { readonly login: string; readonly lapsesAt: Instant };
    }
  | { readonly why: 'link_not_confirmed'; readonly login: string }
  /** The account can't be linked to this Slack person. */
  | { readonly why: 'link_conflict'; readonly login: string; readonly conflict: LinkConflict }
  /** The policy's `people` says who they are, so the link can't be ended here. */
  | { readonly why: 'linked_by_policy'; readonly login: string }
  /** There is nothing to link, or to unlink. */
  | { readonly why: 'linked_already'; readonly login: string }
  | { readonly why: 'nothing_to_unlink' }
  /** The one-time address is used up, too old, or was made anew. */
  | { readonly why: 'sign_in_over' }
  /** It goes on in another browser than it began in. */
  | { readonly why: 'other_browser' }
  /** They said no at GitHub. */
  | { readonly why: 'sign_in_declined' }
  /** GitHub did not say who it was. */
  | { readonly why: 'sign_in_not_checked' }
  /** The login now belongs to another account than the one that was first linked. */
  | { readonly why: 'login_recycled'; readonly login: string }
  | { readonly why: 'guest' }
  | { readonly why: 'other_workspace' }
  | { readonly why: 'bot' }
  | { readonly why: 'deactivated' }
  | { readonly why: 'not_a_member'; readonly login: string; readonly organization: string }
  /** The policy has Countersign change nothing at GitHub. */
  | { readonly why: 'only_observed'; readonly organization: string }
  | { readonly why: 'not_an_owner'; readonly login: string; readonly organization: string }
  /** Details decide nothing: `reviewers` may see them, and whose they are. */
  | {
      readonly why: 'details_not_theirs';
      readonly login: string;
      readonly organization: string;
      readonly reviewers: readonly ReviewerRule[];
    }
  /** Others than the owners decide, or others besides them, and the person is none of them. */
  | {
      readonly why: 'not_a_reviewer';
      readonly login: string;
      readonly organization: string;
      readonly reviewers: readonly ReviewerRule[];
    }
  /** Who asks for all tokens owns none of these. */
  | { readonly why: 'only_owners_browse'; readonly login: string; readonly organizations: readonly string[] }
  /** The policy names no organization like that. */
  | { readonly why: 'unknown_policy' }
  /** GitHub has not been read yet. */
  | { readonly why: 'nothing_listed_yet' }
  /** Nobody in Slack is known to hold the token. */
  | { readonly why: 'holder_unreachable'; readonly login: string }
  /** The reviewers were reminded of it less than a day ago. */
  | { readonly why: 'nudged_today'; readonly number: RequestNumber; readonly againAt: Instant }
  /** Once a day is enough. */
  | { readonly why: 'reminded_today'; readonly tokenName: string }
  /** `machineUser`: whose it is, where whoever decides sponsors that. */
  | { readonly why: 'own_request' | 'own_token'; readonly machineUser?: string }
  /** The sponsor of a machine user, on a token of another account that has its login by now. */
  | { readonly why: 'login_taken'; readonly login: string }
  /** GitHub did not say in time whether the person may decide; nothing was decided. */
  | { readonly why: 'owner_not_checked'; readonly organization: string }
  /** The same of whoever only wants to look. */
  | { readonly why: 'view_not_checked'; readonly organization: string }
  /** GitHub or Slack did not say in time whether the person is one of those who decide. */
  | { readonly why: 'reviewer_not_checked'; readonly organization: string }
  | { readonly why: 'member_not_checked'; readonly organization: string }
  | { readonly why: 'person_not_checked' }
  /** A command's word that needs a request or a token, and none was given. */
  | { readonly why: 'request_not_named'; readonly word: string }
  /** Slack knows nobody of that id here. */
  | { readonly why: 'unknown_person' }
  | { readonly why: 'unknown_request'; readonly given: string }
  | { readonly why: 'not_your_request'; readonly number: RequestNumber }
  | {
      readonly why: 'request_already';
      readonly number: RequestNumber;
      readonly status: RequestStatus;
      readonly review: Review | null;
      readonly at: Instant;
    }
  | {
      readonly why: 'pending_token_already';
      readonly tokenName: string;
      readonly status: PendingTokenStatus;
      readonly review: Review | null;
      readonly by: string | null;
    }
  | {
      readonly why: 'active_token_already';
      readonly tokenName: string;
      readonly status: ActiveTokenStatus;
      readonly revocation: Revocation | null;
    }
  /** There is no living token of this request that they may revoke. */
  | { readonly why: 'no_active_token'; readonly number: RequestNumber; readonly to: 'revoke' | 'renew' }
  /** A classic token that GitHub does not show. */
  | { readonly why: 'classic_unseen'; readonly number: RequestNumber }
  | { readonly why: 'classic_not_renewed'; readonly number: RequestNumber }
  /** It was ended by somebody, or can't be renewed as it is. */
  | {
      readonly why: 'nothing_to_renew';
      readonly tokenName: string;
      readonly status: ActiveTokenStatus;
      /** What ended it, or was meant to. `by`: whose word it was, in Slack; `undone`: GitHub did not carry it out. */
      readonly ended: {
        readonly how: 'denied' | 'request_denied' | 'revoked' | 'lost' | 'closed';
        readonly by: string | null;
        readonly at: Instant;
        readonly undone: 'refused' | 'expired' | null;
      } | null;
    }
  /** One renewal at a time. */
  | { readonly why: 'renewal_open'; readonly number: RequestNumber; readonly tokenName: string }
  /** They have nothing of that name. `word`: after which it stood. `isOwner`: who may see everybody's tokens. */
  | { readonly why: 'unknown_name'; readonly given: string; readonly word: string; readonly isOwner: boolean }
  /** Only a token that waits for approval has that name. `isHeld`: an owner has to decide. */
  | { readonly why: 'waiting_named'; readonly tokenName: string; readonly isHeld: boolean; readonly word: string }
  /** They have several. `others`: so many more that no number names. */
  | {
      readonly why: 'several_named';
      readonly given: string;
      readonly word: string;
      readonly numbers: readonly RequestNumber[];
      readonly others: number;
    }
  /** After a command that names a person: no such person, or none that we know. */
  | { readonly why: 'nobody_named' }
  /** All of somebody's tokens have ended meanwhile. */
  | { readonly why: 'no_tokens_left' }
  /** The audit trail is one for all `organizations`, and they don't own those in `missing`. */
  | {
      readonly why: 'no_owner_of_all';
      readonly login: string;
      readonly organizations: readonly string[];
      readonly missing: readonly string[];
    }
  | { readonly why: 'unknown_audit' }
  | { readonly why: 'no_token_to_use'; readonly number: RequestNumber }
  /** What is asked for is more than the policy lets anybody ask for. `isOfToken`: it is what a token has that was made already and waits. */
  | { readonly why: 'policy_forbids'; readonly reasons: readonly Reason[]; readonly isOfToken?: true }
  /** What was asked for is more than may be asked for by now. */
  | { readonly why: 'request_forbidden'; readonly reasons: readonly Reason[] }
  /** No token can be made for it any more that would end in time. */
  | { readonly why: 'last_day_over'; readonly number: RequestNumber }
  /** A rule of the policy forbids a token that exists. */
  | { readonly why: 'token_forbidden'; readonly tokenName: string; readonly reasons: readonly Reason[] }
  /** A rule wants more people than one click has. */
  | {
      readonly why: 'token_needs_several';
      readonly tokenName: string;
      readonly rule: RuleName;
      readonly approvals: number;
    }
  /** The same person's second approval: people are counted. `missing`: how many more it takes. */
  | { readonly why: 'already_reviewed'; readonly number: RequestNumber; readonly missing: number }
  | { readonly why: 'token_already_reviewed'; readonly tokenName: string; readonly missing: number }
  /** A fact that a rule needs did not come in time. */
  | { readonly why: 'rules_not_checked'; readonly organization: string }
  /** A request for it exists already, or it is no longer held. */
  | { readonly why: 'nothing_to_explain'; readonly tokenName: string }
  /** The owners have answered all of it. */
  | { readonly why: 'nothing_unused'; readonly organization: string }
  /** It is used again, or somebody kept it already. */
  | { readonly why: 'nothing_to_keep'; readonly tokenName: string }
  /** Nobody knows whose account the sponsor's is, so it could be the very reviewer's. */
  | { readonly why: 'sponsor_not_linked'; readonly slackId: string; readonly login: string }
  /** Somebody's second answer, other than the first. */
  | { readonly why: 'question_answered'; readonly number: RequestNumber }
  | {
      readonly why: 'enough_questions';
      readonly number: RequestNumber;
      readonly slackId: string;
      readonly most: number;
    }
  /** A machine user that is to hold the token. */
  | { readonly why: 'machine_user_not_a_member'; readonly login: string; readonly organization: string }
  /** They asked for a machine user's token before, and the policy does not name them as its sponsor by now. */
  | { readonly why: 'not_its_sponsor'; readonly login: string }
  /** Who asked for a machine user's token is not its sponsor by now. */
  | { readonly why: 'sponsor_changed'; readonly slackId: string; readonly login: string }
  /** Nobody is on GitHub by that name. */
  | { readonly why: 'no_such_account'; readonly login: string }
  /** The account that somebody says is theirs is no active member of any organization of the policy. */
  | { readonly why: 'account_not_a_member'; readonly login: string; readonly organizations: readonly string[] }
  | { readonly why: 'claims_machine_user'; readonly login: string }
  | { readonly why: 'claim_waits'; readonly login: string; readonly lapsesAt: Instant }
  | { readonly why: 'claim_contested'; readonly login: string }
  | { readonly why: 'claim_refused_lately'; readonly login: string; readonly by: string | null; readonly at: Instant }
  | { readonly why: 'too_many_claims'; readonly most: number }
  /** Somebody asked for one address to sign in at after the other. */
  | { readonly why: 'too_many_addresses' }
  /** Too few owners are linked that could confirm. `owners`: who owns the organization on GitHub, some of them. */
  | {
      readonly why: 'nobody_to_vouch';
      readonly organization: string;
      readonly needed: number;
      readonly linked: number;
      readonly owners: readonly string[];
    }
  | {
      readonly why: 'claim_already';
      readonly slackId: string;
      readonly login: string;
      readonly status: ClaimStatus;
      readonly by: string | null;
    }
  /** GitHub did not say in time what the account, or an owner who confirmed before, is now. */
  | { readonly why: 'claim_not_checked'; readonly login: string }
  | { readonly why: 'own_claim' }
  | { readonly why: 'vouched_already' }
  /** One owner confirmed who they are, and whoever decides needs two. */
  | { readonly why: 'vouched_once'; readonly login: string; readonly organization: string }
  /** What a reviewer offers goes past what was asked. */
  | { readonly why: 'offer_wider'; readonly number: RequestNumber; readonly excess: Excess }
  | { readonly why: 'offer_same'; readonly number: RequestNumber }
  /** It is for a classic token. */
  | { readonly why: 'offer_classic'; readonly number: RequestNumber }
  /** They see none of its repositories, so nothing of it is left to offer. */
  | { readonly why: 'offer_unseen'; readonly number: RequestNumber }
  /** `isReplaced`: the same reviewer, or another, offered something else since. */
  | { readonly why: 'offer_over'; readonly number: RequestNumber; readonly isReplaced: boolean }
  /** Whoever made it may no longer decide. */
  | { readonly why: 'offer_void'; readonly number: RequestNumber; readonly slackId: string }
  /** What it offers is more than the policy lets anybody have by now. `slackId`: whoever made it. */
  | {
      readonly why: 'offer_forbidden';
      readonly number: RequestNumber;
      readonly slackId: string;
      readonly reasons: readonly Reason[];
    }
  /** They, or the organization, did as much within a while as the policy lets anybody. */
  | { readonly why: 'used_up'; readonly of: Quota['of']; readonly most: number; readonly again: Instant }
  /** `isPossible`: there is a way to sign in here. */
  | { readonly why: 'sign_in_needed'; readonly minutes: number; readonly isPossible: boolean }
  | { readonly why: 'old_revision' }
  | { readonly why: 'unknown_control' }
  | { readonly why: 'unknown_message' }
  | { readonly why: 'draft_gone' }
  | { readonly why: 'form_sent'; readonly number: RequestNumber }
  | { readonly why: 'must_see_details' }
  | { readonly why: 'store_busy' }
);

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Makes a Refusal. */
export function refuse(refusal: DistributiveOmit<Refusal, 'refused'>): Refusal {
  return { refused: true, ...refusal } as Refusal;
}

export function isRefusal(value: object | Refusal): value is Refusal {
  return 'refused' in value && value.refused === true;
}
