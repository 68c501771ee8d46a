// Tokens as GitHub shows them: waiting for the organization's approval, or able to reach it.

import type { Instant, OrganizationId, PatId, PatRequestId, RequestNumber, SlackUserId, TokenId } from '../ids.ts';
import type { GithubAccount, LinkedPerson, Review } from '../person.ts';
import type { ActualScope, Agreement, Excess } from '../scope/agreement.ts';
import type { SentAs } from './sent-as.ts';

/** How an observed token relates to Agreements. `number` is null where that is its own and no request stands behind it: it was accepted as it was. */
export type Match =
  | { readonly kind: 'exact' | 'within'; readonly number: RequestNumber | null }
  | { readonly kind: 'exceeds'; readonly number: RequestNumber | null; readonly excess: readonly Excess[] }
  | { readonly kind: 'awaits'; readonly number: RequestNumber }
  /** Covered by Agreements whose name it does not have: its holder is asked which one it was made for. */
  | { readonly kind: 'unsure'; readonly numbers: readonly RequestNumber[] }
  /** `was`: the request that it waited for, or was held against, and that came to nothing, or let in another (`isTaken`); left out where there was none. */
  | { readonly kind: 'unclaimed'; readonly was?: RequestNumber; readonly isTaken?: true };

export type PendingTokenStatus =
  | 'open'
  | 'held'
  | 'approving'
  | 'denying'
  | 'approved'
  | 'denied'
  | 'cancelled'
  | 'expired'
  | 'closed';

/** What still waits on GitHub. */
export const unsettledStatuses: readonly PendingTokenStatus[] = ['open', 'held', 'approving', 'denying'];

/** `number` is null for "none of these". It says what a token was made for and agrees to nothing. */
export type HolderAnswer = { readonly number: RequestNumber | null; readonly at: Instant };

export type PendingToken = {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly patRequestId: PatRequestId;
  readonly tokenId: TokenId;
  readonly version: number;
  /** Counts the scopes seen, and what became of it meanwhile; a reviewer's click decides on what was shown. */
  readonly revision: number;
  readonly status: PendingTokenStatus;
  readonly holder: GithubAccount;
  readonly tokenName: string;
  /** GitHub's justification, with anything that looks like a credential taken out. */
  readonly reason: string | null;
  readonly scope: ActualScope;
  readonly match: Match;
  readonly reviews: readonly Review[];
  /** The holder's word on which request it was made for; null where they were not asked, or have not said. */
  readonly answer: HolderAnswer | null;
  /**
   * Why it is held whatever covers it: not matched again until its scope or its Match changes. `observing`: it would have been approved, but the policy
   * lets nothing be changed at GitHub.
   */
  readonly heldWhy:
    | 'github_refused'
    | 'not_a_member'
    | 'sponsor_left'
    | 'reviewer_gone'
    | 'ended_before'
    | 'observing'
    | null;
  /**
   * What `approving` rests on: the claimed request's Agreement, or the shown scope that a reviewer accepted. Once approved, what was agreed to by that;
   * null where nobody else than its holder is known to have agreed.
   */
  readonly agreement: Agreement | null;
  /** As whom GitHub was called about this revision; null where it was not. */
  readonly sentAs: SentAs | null;
  /** Who decided on github.com, as the webhook named them; for display only, since webhooks' events are not signed. */
  readonly decidedElsewhereBy: string | null;
  /** Waited already when the organization was first listed: shown in one list instead of a card of its own. */
  readonly isBaseline: boolean;
  readonly firstSeenAt: Instant;
  readonly changedAt: Instant;
};

export type ActiveTokenStatus = 'active' | 'exceeding' | 'revoking' | 'revoked' | 'expired' | 'gone';

/** What can reach the organization, as GitHub said at last. */
export const livingStatuses: readonly ActiveTokenStatus[] = ['active', 'exceeding', 'revoking'];

/** Since when a token goes past its Agreement, and what the policy does at the deadline; its deadline is null once that was done, and while it is within again. */
export type Drift = {
  readonly since: Instant;
  readonly deadlineAt: Instant | null;
  /** `would_revoke`: the deadline only shows what would have been done, since the organization is observed. */
  readonly outcome: 'revoke' | 'remind' | 'would_revoke';
  /** When an observed deadline passed; left out where none did. */
  readonly passedAt?: Instant;
  /** Until when the deadline was put off, because an outage hid it; kept while it is within again, and left out where it never was. */
  readonly putOffUntil?: Instant;
  /** It is within its Agreement again: what was left of its deadline then, and goes on once it exceeds the same one anew. Left out while it exceeds it. */
  readonly leftMs?: number;
  /** Its holder prolonged it, and was asked first: until then the reviewers aren't told. Left out where they are. */
  readonly askedUntil?: Instant;
};

/** When its time is up, as it stands by now; null where none runs. */
export function deadlineOf(drift: Drift | null): Instant | null {
  return drift?.deadlineAt == null ? null : (drift.putOffUntil ?? drift.deadlineAt);
}

/** Why nobody stands behind a token any more. */
export type HolderGone = 'left' | 'deactivated';

/** Who ends a token's access, and why. `by` is null where the policy's deadline does it. */
export type Revocation = {
  readonly by: LinkedPerson | null;
  readonly as: 'reviewer' | 'holder' | 'sponsor' | 'policy';
  readonly reason: string;
  readonly at: Instant;
  /** As whom GitHub was called; left out before that. */
  readonly sentAs?: SentAs;
  /** Why it was not done after all; null while it may be. */
  readonly refused:
    | 'github_refused'
    | 'not_an_owner'
    | 'within_again'
    | 'only_observed'
    | 'holder_returned'
    | 'policy_changed'
    | null;
  /** Why the policy does it; left out where the token went past its Agreement. */
  readonly because?: HolderGone;
  /** Whose account in Slack that was: their link may have ended with it. Left out where nobody knows. */
  readonly leaver?: SlackUserId;
  /** The `together` that tells of it; left out where it is told of alone. */
  readonly together?: string;
};

/** What was asked about a token that nobody uses, and what came of it. */
export type UseQuestion = {
  readonly askedAt: Instant;
  /** Who was asked; null where nobody could be, so that the owners were at once. */
  readonly asked: SlackUserId | null;
  /** When the owners were, because nobody answered. */
  readonly ownersAskedAt: Instant | null;
  /** Who said that it is needed, and why. */
  readonly kept: { readonly by: LinkedPerson; readonly reason: string; readonly at: Instant } | null;
};

export type ActiveToken = {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly patId: PatId;
  readonly tokenId: TokenId;
  readonly accessGrantedAt: Instant;
  readonly version: number;
  /** Counts the scopes seen, and what became of it meanwhile; a reviewer's click decides on what was shown. */
  readonly revision: number;
  readonly status: ActiveTokenStatus;
  readonly holder: GithubAccount;
  readonly tokenName: string;
  readonly scope: ActualScope;
  /** When the repository list was last read; it costs one call per token. */
  readonly repositoriesReadAt: Instant;
  readonly requestNumber: RequestNumber | null;
  readonly agreement: Agreement | null;
  readonly excess: readonly Excess[];
  readonly drift: Drift | null;
  readonly revocation: Revocation | null;
  /** Found in the organization's first complete listing: recorded without a notice of its own. */
  readonly isBaseline: boolean;
  readonly lastUsedAt: Instant | null;
  /** The last question whether it is needed; null where none was asked, or it has been used since. */
  readonly unused: UseQuestion | null;
  readonly firstSeenAt: Instant;
  /** When something happened to it that the trail tells of; that it was seen again is nothing. */
  readonly changedAt: Instant;
};

/** Whether the grant reaches the organization, and nobody has it revoked. */
export function isInForce({ status }: Pick<ActiveToken, 'status'>): boolean {
  return status === 'active' || status === 'exceeding';
}

/** Whether it can be accepted as it is: it goes past what was agreed, or nobody agreed to it. */
export function isAcceptable({ status, agreement }: Pick<ActiveToken, 'status' | 'agreement'>): boolean {
  return status === 'exceeding' || (status === 'active' && agreement === null);
}

/** Whether GitHub said at last that the grant reaches the organization. */
export function isLiving({ status }: Pick<ActiveToken, 'status'>): boolean {
  return livingStatuses.includes(status);
}

/**
 * Who ends it, or has: that GitHub shows it again, loses it once more or lets it expire first forgets nothing until somebody agrees to it. What
 * the policy ends is judged anew.
 */
export function standingRevocation(token: Pick<ActiveToken, 'status' | 'agreement' | 'revocation'>): Revocation | null {
  const { status, agreement, revocation } = token;
  const isForgotten =
    agreement !== null && (status === 'gone' || (status === 'expired' && revocation?.as === 'policy'));
  return !isForgotten && revocation !== null && isMeant(revocation) ? revocation : null;
}

/** It came to its end before GitHub took that a person revoked it. */
export function isRevokedTooLate(token: Pick<ActiveToken, 'status' | 'agreement' | 'revocation'>): boolean {
  return token.status === 'expired' && token.agreement !== null && standingRevocation(token)?.refused === null;
}

/** That GitHub refused what a person wants, or was not to be told of it, says nothing against their word. */
function isMeant({ refused, as }: Revocation): boolean {
  return refused === null || (as !== 'policy' && (refused === 'github_refused' || refused === 'only_observed'));
}
