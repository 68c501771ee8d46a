// GitHub's list of an organization's classic tokens: when it is read, what of it is looked at, and what its first reading is told as. Pure.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { Organization } from '../organization.ts';
import type { GithubAccount } from '../person.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { grades } from '../scope/powers.ts';
import { effectKey, post } from '../step.ts';
import {
  type ClassicSight,
  type ClassicToken,
  isFlagged,
  isLivingClassic,
  type ListedClassicToken,
} from './classic-token.ts';
import { classicPowers } from './scope-catalogue.ts';
import { isAsBefore } from './see-classic-token.ts';

/** GitHub tells nobody when a classic token is authorized: its list is read once an hour. */
const apartMs = 55 * 60_000;

export function isClassicListDue({ classicListedAt }: Pick<Organization, 'classicListedAt'>, now: Instant): boolean {
  // Never is as long ago as can be.
  return now - (classicListedAt ?? 0) >= apartMs;
}

/** Where the permission was away for a while, what was known before is no news, and what is new is. */
export function isFirstSight({ classicSight }: Pick<Organization, 'classicSight'>, living: readonly object[]): boolean {
  return classicSight !== 'seen' && living.length === 0;
}

/** Whether one of the requests that no token uses is this account's. */
export function isAwaited({ githubId }: GithubAccount, open: readonly TokenRequest[]): boolean {
  return open.some(({ holder }) => holder.githubId === githubId);
}

/** Most of what an hour's list shows is as it was, and no request waits for it. */
export function isToLookAt(
  row: ClassicToken | null,
  listed: ListedClassicToken,
  open: readonly TokenRequest[],
): boolean {
  return row === null || !isLivingClassic(row) || !isAsBefore(row, listed) || isAwaited(row.holder, open);
}

/** `first`: all that the first reading found, which is told as one message; nothing where it was not the first. */
export function recordClassicList(
  row: Organization,
  classicSight: ClassicSight,
  first: readonly ClassicToken[],
  now: Instant,
): Change {
  const { id, version } = row;
  const next = { ...row, version: version + 1, classicListedAt: now, classicSight };
  const recorded: Change = { ...noChange, writes: [{ table: 'organizations', was: version, row: next }] };
  const unagreed = first.filter(({ agreement }) => agreement === null).length;
  if (unagreed === 0) return recorded;
  const message = { kind: 'classic_found', count: first.length, unagreed } as const;
  return {
    ...recorded,
    effects: post(id, 'reviewers', effectKey.news('classic_found', String(id), version), message),
  };
}

function dangerOf({ scopes }: ClassicToken): number {
  return Math.max(...classicPowers(scopes).map(({ grade }) => grades.indexOf(grade)));
}

/** Flagged ones first, then the most dangerous. */
export function worstFirst(one: ClassicToken, other: ClassicToken): number {
  return (
    Number(isFlagged(other)) - Number(isFlagged(one)) ||
    dangerOf(other) - dangerOf(one) ||
    Number(one.id > other.id) - Number(one.id < other.id)
  );
}
