// What a person decides on, as our rows have it at this moment.

import type { Change } from '../change.ts';
import { classicTokenAlready } from '../classic/advance-classic-token.ts';
import type { ClassicToken } from '../classic/classic-token.ts';
import type { GithubUserId, Instant, SlackUserId } from '../ids.ts';
import type { Absent, Deciders } from '../policy/asked.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import type { RuleFacts } from '../policy/rules/subject.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { requestAlready } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { activeTokenAlready } from '../tokens/advance-active-token.ts';
import { pendingTokenAlready } from '../tokens/advance-pending-token.ts';
import type { Dossier } from '../tokens/dossier.ts';
import { grantMeant } from '../tokens/grant-meant.ts';
import { afterIts } from '../tokens/outdate-cards.ts';
import type { AbleOwners } from '../tokens/quorum.ts';
import type { ActiveToken, PendingToken } from '../tokens/token.ts';

export type Case = {
  readonly policy: OrganizationPolicy;
  readonly policyHash: string;
  /** False once the call to GitHub that an approval asked for was leased: from then on nobody knows what GitHub did. */
  readonly isApprovalUnsent: boolean;
  /** Whether the holder is an owner; null or left out where that is not known. */
  readonly isHolderOwner?: boolean | null;
  /** What GitHub says of what the rules look at. */
  readonly ruleFacts?: RuleFacts;
  /** Who approved, or offered less, before and is no reviewer any more. */
  readonly lostReviewers?: ReadonlySet<GithubUserId>;
  /** How many have to approve a token, by the policy of this moment. */
  readonly approvals?: number;
  /** Which owners could decide on a token; not known where it is left out, or null. */
  readonly ableOwners?: AbleOwners;
  /** Who could decide what is offered by each rule, besides whoever asks; what is not in it is not known. */
  readonly deciders?: Deciders;
  /** Who of them is not in the channel. */
  readonly absent?: Absent;
} /** `dossier`: of the token that claimed the request. `renewed`: the token that it renews. */ & (
  | {
      readonly on: 'request';
      readonly request: TokenRequest;
      readonly dossier: Dossier | null;
      readonly renewed?: ActiveToken | null;
      /** Of those that wait for it, or are compared with it; looked up where it is denied. */
      readonly heldAgainst?: readonly Dossier[];
      /** What it asks for is there already; looked up where it may be let in. */
      readonly isTokenThere?: boolean;
    }
  /** `named`: the request that its holder says it was made for. */
  | {
      readonly on: 'pending_token';
      readonly token: PendingToken;
      readonly dossier: Dossier;
      readonly named: TokenRequest | null;
    }
  /** `remindedAt`: when its holder was last reminded by hand; looked up where they are to be. */
  | {
      readonly on: 'active_token';
      readonly token: ActiveToken;
      readonly dossier: Dossier;
      readonly remindedAt?: Instant | null;
    }
  /** `sponsor`: who stands for the machine user that holds it. */
  | { readonly on: 'classic_token'; readonly token: ClassicToken; readonly sponsor: SlackUserId | null }
);

/** What is asked of GitHub and Slack about it, before the rows are read once more. */
export type CaseFacts = Pick<
  Case,
  'isHolderOwner' | 'lostReviewers' | 'ruleFacts' | 'ableOwners' | 'deciders' | 'absent'
>;

/** A token that GitHub shows with what it may do. */
export type TokenCase = Extract<Case, { readonly on: 'pending_token' | 'active_token' }>;

/** Whoever comes second is told who decided what. */
export function already(given: Case): Refusal {
  switch (given.on) {
    case 'request':
      return requestAlready(given.request);
    case 'pending_token':
      return pendingTokenAlready(given.token);
    case 'classic_token':
      return classicTokenAlready(given.token);
    case 'active_token':
      // It goes on by another grant, which the button did not show.
      if (grantMeant(given.token, given.dossier.activeTokens) !== given.token) return refuse({ why: 'old_revision' });
      return activeTokenAlready(given.token);
  }
}

/** As a Change of the same commit leaves it: one token may have two grants, and each is decided on. */
export function asLeftBy(before: Change, given: Case): Case {
  return given.on === 'active_token' ? { ...given, dossier: afterIts(given.dossier, before) } : given;
}
