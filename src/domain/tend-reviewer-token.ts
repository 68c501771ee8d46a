// Whether a reviewer's own token is of use still, looked at once a day. One fact is asked for after the other: what comes first is known
// without GitHub, and an outage there must not keep the token of somebody who left.
import { drop, removal } from './advance-reviewer-token.ts';
import type { Change } from './change.ts';
import type { Instant, OrganizationId } from './ids.ts';
import { type GithubAccount, hasLeftSlack, type ToldPerson } from './person.ts';
import { type DropReason, isHeld, isSpent, type ReviewerToken } from './reviewer-token.ts';

export type TendFacts = {
  /** The account that its owner is linked to by now; null where they are linked to none. */
  readonly account?: GithubAccount | null;
  readonly person?: ToldPerson;
  /** Whether they own any organization. */
  readonly isOwner?: boolean;
};

export type TendQuestion =
  | { readonly ask: 'account' | 'person' }
  | { readonly ask: 'is_owner'; readonly account: GithubAccount };

export type OfNoUse = Extract<DropReason, 'expired' | 'unlinked' | 'deactivated' | 'not_an_owner'>;

/** Null: it is of use. */
export function whyOfNoUse(
  row: ReviewerToken,
  { account, person, isOwner }: TendFacts,
  now: Instant,
): OfNoUse | TendQuestion | null {
  if (isSpent(row, now)) return 'expired';
  if (account === undefined) return { ask: 'account' };
  if (account?.githubId !== row.githubId) return 'unlinked';
  if (person === undefined) return { ask: 'person' };
  if (hasLeftSlack(person)) return 'deactivated';
  if (isOwner === undefined) return { ask: 'is_owner', account };
  return isOwner ? null : 'not_an_owner';
}

/** Its owner is told of what they may mend themselves: by giving another one. */
export function dropOfNoUse(
  row: ReviewerToken,
  why: OfNoUse,
  organizationId: OrganizationId | undefined,
  now: Instant,
): Change {
  return why === 'expired' && organizationId !== undefined
    ? drop(row, why, organizationId, now)
    : removal(row, why, now);
}

/** Whether another key seals by now; null: none does. One that is being exchanged is sealed by it anyway. */
export function isToReseal(row: ReviewerToken, keyId: string | null, now: Instant): boolean {
  return keyId !== null && row.keyId !== keyId && !isHeld(row, now);
}
