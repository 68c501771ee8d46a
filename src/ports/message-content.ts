import type { ClassicToken } from '../domain/classic/classic-token.ts';
import type { GithubUserId, Instant, OrganizationId, RequestNumber, SlackUserId } from '../domain/ids.ts';
import type { KindCount } from '../domain/leaks/credential-kind.ts';
import type { Threshold } from '../domain/notices/due-notice.ts';
import type { ReminderNow } from '../domain/notices/reminder-now.ts';
import type { PauseReason } from '../domain/organization.ts';
import type { Claim } from '../domain/people/claim.ts';
import type { GithubProfile } from '../domain/person.ts';
import type { Quorum } from '../domain/policy/admit.ts';
import type { PolicyChanges } from '../domain/policy/policy-changes.ts';
import type { ReviewerRule } from '../domain/policy/reviewer-rule.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import type { HolderRole } from '../domain/scope/risk.ts';
import type { Baseline } from '../domain/tokens/baseline.ts';
import type { Ending } from '../domain/tokens/ending.ts';
import type { TokenReason } from '../domain/tokens/reasons-against-token.ts';
import type { TokenTrouble } from '../domain/tokens/sent-as.ts';
import type { Left, RevokedTogether } from '../domain/tokens/together.ts';
import type { ActiveToken, PendingToken } from '../domain/tokens/token.ts';
import type { Week } from '../domain/tokens/weekly-numbers.ts';
import type { PendingTokenContent } from './pending-token-content.ts';
import type { QuestionNow } from './question-now.ts';
import type { Observed, RequestContent } from './request-content.ts';
import type { SlackPerson } from './slack.ts';
import type { ToldBefore } from './told-before.ts';

/**
 * A message with the rows that it is made from, as they are when it is sent. `wording` says it, `slack/views` lays it out.
 * `organization` is its login. `mayNamePrivate`: whether everybody who reads the place may know private repositories' names.
 */
export type MessageContent =
  | OneContent
  /** Several of one kind that came at once, in one message. */
  | { readonly kind: 'many'; readonly contents: readonly OneContent[] };

export type OneContent =
  | RequestContent
  | (PendingTokenContent<'pending_token_card'> & {
      readonly mayNamePrivate: boolean;
      readonly holderRole: HolderRole;
      /** Whoever sponsors the machine user that holds it, where nobody knows their GitHub account: any reviewer could be them. */
      readonly unlinkedSponsor?: SlackUserId | null;
      /** It can reach the organization already, with another scope. */
      readonly isEdit: boolean;
      /** What it became. */
      readonly activeToken: ActiveToken | null;
      /** Why the policy lets nobody approve it as it is; empty where it does not mind. */
      readonly forbidden: readonly TokenReason[];
      readonly quorum?: Quorum;
    })
  | (PendingTokenContent<'pending_token_held'> & {
      readonly mayExplain: boolean;
      /** Requests of its holder that it may have been made for. */
      readonly offered: readonly TokenRequest[];
      /** The approved request that it was compared with before it ended, where another token can still use that. */
      readonly unused: RequestNumber | null;
      /** The token that its request let in instead; null, or left out, where there is none. */
      readonly takenBy?: string | null;
      /** Its reader no longer stands for it, or must link their account first; left out where they don’t. */
      readonly isPassedOn?: boolean;
      readonly mustLink?: boolean;
      /** No webhook tells of it: an edit looks like a denied token that asks again. */
      readonly isUntold: boolean;
      /** A change of a token that goes on as it is; left out where it isn't one. */
      readonly isEdit?: boolean;
    })
  | (PendingTokenContent<'pending_token_news'> & {
      /** The approved request that another token can still use; null, or left out, where there is none. */
      readonly unused?: RequestNumber | null;
      /** A change of a token that goes on as it was; left out where it isn't one. */
      readonly isEdit?: boolean;
    })
  | { readonly kind: 'channel_welcome'; readonly organization: string; readonly organizations: readonly string[] }
  | {
      readonly kind: 'claim_card';
      readonly organization: string;
      readonly claim: Claim;
      /** What everybody can see of the account; null where it is gone, or no longer needed. */
      readonly profile: GithubProfile | null;
      readonly role: 'owner' | 'member' | 'none' | 'unknown';
      readonly person: Pick<SlackPerson, 'name' | 'displayName' | 'title'> | null;
    }
  | { readonly kind: 'claim_news'; readonly organization: string; readonly claim: Claim }
  | {
      readonly kind: 'expiry';
      readonly organization: string;
      readonly zone: string;
      /** Soonest first. `slackId` is the holder's where the message goes to the channel instead; null where they aren't linked. */
      readonly tokens: readonly {
        readonly token: ActiveToken;
        readonly threshold: Threshold;
        readonly expiresAt: number;
        readonly request: TokenRequest | null;
        /** The reader asked for its renewal, and that is open. */
        readonly renewal?: TokenRequest | null;
        /** Of one that has ended: the renewal that took its place. */
        readonly followedBy?: RequestNumber | null;
        /** A machine user's, whom the reader stands for. */
        readonly isSponsored?: boolean;
        readonly noticeId?: string;
        /** What is so now, where the message stands already. */
        readonly so?: ReminderNow;
      }[];
      /** When it was sent, where it stands already: what it says of days is as of then. */
      readonly saidAt?: Instant;
      /** `sponsor`: of all of them. `warned`: whom the request names besides, since its holder can't be reached. */
      readonly audience: 'holder' | 'sponsor' | 'warned' | 'reviewers';
      /** They may be linked, and not be reached all the same. */
      readonly isHolderLinked?: boolean;
    }
  | (Observed & {
      readonly kind: 'active_token_news';
      readonly organization: string;
      readonly request: TokenRequest | null;
      readonly news: 'gone' | 'revoked' | 'exceeding' | 'prolonged' | 'replaced' | 'accepted' | 'not_revoked';
      readonly token: ActiveToken;
      readonly holderSlackId: SlackUserId | null;
      readonly isSponsored: boolean;
      /** Its holder is no longer a member; false where that is not known. */
      readonly hasLeft: boolean;
      readonly audience: 'holder' | 'reviewers';
      /** Where its card stands that it can be revoked by; null, or left out, where that isn't known. */
      readonly cardUrl?: string | null;
      /** Left out of what asks its holder nothing. */
      readonly question?: QuestionNow | undefined;
    })
  | (Observed & {
      readonly kind: 'active_token_card';
      readonly request: TokenRequest | null;
      readonly organization: string;
      readonly token: ActiveToken;
      readonly holderSlackId: SlackUserId | null;
      readonly isSponsored: boolean;
      readonly mayNamePrivate: boolean;
      readonly holderRole: HolderRole;
      /** What became of it before; null where nobody had ended it. */
      readonly ending: Ending | null;
      readonly forbidden: readonly TokenReason[];
      /** The request for its new end that was denied; left out where none was. */
      readonly denied?: TokenRequest | null;
      /** Whoever sponsors the machine user that holds it, where nobody knows their GitHub account: any reviewer could be them. */
      readonly unlinkedSponsor?: SlackUserId | null;
      readonly toldBefore?: ToldBefore | null;
    })
  | (Observed & {
      readonly kind: 'holder_reminder';
      readonly organization: string;
      readonly token: ActiveToken;
      readonly by: SlackUserId;
      readonly isSponsored: boolean;
      readonly question?: QuestionNow | undefined;
    })
  | {
      readonly kind: 'approval_off';
      readonly organization: string;
      readonly token: ActiveToken;
      readonly holderSlackId: SlackUserId | null;
      readonly isSponsored: boolean;
    }
  | (Observed & {
      readonly kind: 'baseline';
      readonly organization: string;
      readonly organizationId: OrganizationId;
      readonly found: Baseline;
      /** PendingTokens that already waited. */
      readonly waiting: number;
    })
  | (Observed & {
      readonly kind: 'pending_token_list';
      readonly organization: string;
      readonly tokens: readonly PendingToken[];
    })
  | DigestContent
  | {
      readonly kind: 'unused_token';
      readonly organization: string;
      readonly token: ActiveToken;
      readonly isSponsored: boolean;
      /** When the owners are asked instead. */
      readonly answerBy: number;
      /** Nothing is revoked here. */
      readonly isObserved: boolean;
      /** By a later message; left out of the newest. */
      readonly isAskedAgain?: true;
    }
  | {
      readonly kind: 'unused_review';
      readonly organization: string;
      readonly organizationId: OrganizationId;
      /** Those that nobody has decided on, the riskiest first. */
      readonly tokens: readonly ActiveToken[];
      readonly isObserved: boolean;
    }
  | {
      readonly kind: 'requests_waiting';
      readonly organization: string;
      readonly requests: readonly TokenRequest[];
      readonly nudgedBy?: SlackUserId;
      /** Who may decide on them besides, since nobody did; left out of a mere reminder. */
      readonly escalatedTo?: readonly ReviewerRule[];
      readonly isLeftToOwners?: true;
    }
  | { readonly kind: 'organization_paused'; readonly organization: string; readonly why: PauseReason }
  | { readonly kind: 'organization_resumed'; readonly organization: string }
  | {
      readonly kind: 'login_taken';
      readonly organization: string;
      readonly login: string;
      readonly sponsor: SlackUserId;
    }
  | {
      readonly kind: 'approvals_stopped';
      readonly organization: string;
      readonly slackId: SlackUserId;
      readonly most: number;
      readonly until: number;
    }
  | { readonly kind: 'approval_outdated'; readonly organization: string; readonly tokenName: string }
  | { readonly kind: 'denial_outdated'; readonly organization: string; readonly tokenName: string }
  | { readonly kind: 'own_token_trouble'; readonly organization: string; readonly why: TokenTrouble }
  | {
      readonly kind: 'account_linked';
      readonly organization: string;
      readonly login: string;
      readonly githubId: GithubUserId;
    }
  | {
      readonly kind: 'owner_linked';
      readonly organization: string;
      readonly slackId: SlackUserId;
      readonly login: string;
    }
  | {
      readonly kind: 'leak_reported';
      readonly organization: string;
      readonly by: SlackUserId;
      readonly revoked: readonly KindCount[];
      readonly byHand: readonly KindCount[];
    }
  | { readonly kind: 'policy_taken'; readonly organization: string; readonly changes: PolicyChanges }
  | {
      readonly kind: 'policy_refused';
      readonly organization: string;
      readonly problems: readonly string[];
      readonly hidden: number;
    }
  | {
      readonly kind: 'classic_ends';
      readonly organization: string;
      readonly zone: string;
      readonly name: string;
      /** Whose it was asked for as; null where nobody who reads this asked. */
      readonly request: TokenRequest | null;
      readonly threshold: Threshold;
      readonly endsAt: number;
      /** When it was sent, once it stands somewhere; and what is so by now. */
      readonly saidAt?: Instant;
      readonly so?: ReminderNow;
      /** Null where the reader holds it. */
      readonly holder: string | null;
      readonly isDeclared: boolean;
      /** Where GitHub lists one's classic tokens. */
      readonly page: string;
    }
  | {
      readonly kind: 'classic_token_card';
      readonly organization: string;
      readonly token: ClassicToken;
      /** Nothing is revoked there. */
      readonly isObserved: boolean;
    }
  | { readonly kind: 'classic_token_news'; readonly organization: string; readonly token: ClassicToken }
  | { readonly kind: 'classic_found'; readonly organization: string; readonly count: number; readonly unagreed: number }
  | { readonly kind: 'trail_head'; readonly organization: string; readonly seq: number; readonly hash: string }
  | (Observed & {
      readonly kind: 'holder_left';
      readonly organization: string;
      readonly organizationId: OrganizationId;
      readonly left: Left;
      readonly tokens: readonly ActiveToken[];
    })
  | {
      readonly kind: 'revoked_together';
      readonly organization: string;
      readonly revoked: RevokedTogether;
      readonly tokens: readonly ActiveToken[];
    }
  | {
      readonly kind: 'undeliverable';
      readonly organization: string;
      readonly slackId: SlackUserId;
      readonly about: string;
    }
  | { readonly kind: 'gave_up' | 'stuck'; readonly organization: string; readonly about: string; readonly why: string };

export type DigestContent = Week & { readonly kind: 'digest'; readonly organization: string };
