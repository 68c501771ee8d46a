// A token of a reviewer in whose name GitHub may be called: when it can be used, and when it has to be exchanged for the next.
// https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens
import { dayMs, type GithubUserId, type Instant, type OrganizationId, type SlackUserId } from './ids.ts';
import type { TokenTrouble } from './tokens/sent-as.ts';

/** GitHub did not let its owner do what was asked for, in this organization. */
export type TokenRefusal = { readonly organizationId: OrganizationId; readonly status: number; readonly at: Instant };

export type ReviewerToken = {
  readonly githubId: GithubUserId;
  readonly version: number;
  readonly slackId: SlackUserId;
  /** Under which key both are sealed. */
  readonly keyId: string;
  /** Sealed. */
  readonly access: string;
  /** Sealed. GitHub takes it once. */
  readonly refresh: string;
  readonly accessEndsAt: Instant;
  readonly refreshEndsAt: Instant;
  /** When its owner allowed its use. */
  readonly givenAt: Instant;
  /** Until when one process alone may exchange it for the next; null where none does. */
  readonly heldUntil: Instant | null;
  readonly refusals: readonly TokenRefusal[];
};

/** What is about to end is exchanged before: a call takes its time. */
const marginMs = 300_000;
/** How long a refusal is believed. An owner may be made one again, or sign in to their organization's provider. */
const refusalMs = dayMs;

export function isFresh({ accessEndsAt }: ReviewerToken, now: Instant): boolean {
  return accessEndsAt - marginMs > now;
}

export function isHeld({ heldUntil }: ReviewerToken, now: Instant): boolean {
  return heldUntil !== null && heldUntil > now;
}

export function isRefusedIn({ refusals }: ReviewerToken, organizationId: OrganizationId, now: Instant): boolean {
  return refusals.some((one) => one.organizationId === organizationId && now - one.at < refusalMs);
}

/** GitHub gives no newer one for it any more. */
export function isSpent({ refreshEndsAt }: Pick<ReviewerToken, 'refreshEndsAt'>, now: Instant): boolean {
  return refreshEndsAt <= now;
}

/** What can be done with it now. `wait`: another process has it exchanged at this moment. `not`: the App acts instead. */
export type TokenUse<Pair> =
  | { readonly may: 'be_used' | 'be_exchanged'; readonly pair: Pair }
  | { readonly may: 'wait' }
  /** `next`: what its owner learns of it: nothing new, or in one message, with which it goes. */
  | { readonly may: 'not'; readonly why: TokenTrouble; readonly next: 'nothing' | 'tell' | 'drop' };

/** `opened`: as it came out of its seal. One whose key is not known is kept: another process has it already, or whoever runs this one forgot it. */
export function useOf<Pair extends object>(
  row: ReviewerToken,
  organizationId: OrganizationId,
  opened: Pair | 'broken' | 'unknown_key',
  now: Instant,
): TokenUse<Pair> {
  if (isRefusedIn(row, organizationId, now)) return { may: 'not', why: 'refused', next: 'nothing' };
  if (isSpent(row, now)) return { may: 'not', why: 'expired', next: 'drop' };
  if (opened === 'broken') return { may: 'not', why: 'unreadable', next: 'drop' };
  if (opened === 'unknown_key') return { may: 'not', why: 'unreadable', next: 'tell' };
  if (isFresh(row, now)) return { may: 'be_used', pair: opened };
  return isHeld(row, now) ? { may: 'wait' } : { may: 'be_exchanged', pair: opened };
}

/** A token that GitHub just gave, sealed. */
export type GivenToken = SealedPair & TokenEnds;

export type SealedPair = Pick<ReviewerToken, 'keyId' | 'access' | 'refresh'>;
export type TokenEnds = Pick<ReviewerToken, 'accessEndsAt' | 'refreshEndsAt'>;

/** Why a token was taken away. `taken_back`: its owner wants it no longer used. */
export type DropReason = TokenTrouble | 'unlinked' | 'taken_back' | 'deactivated' | 'not_an_owner';
