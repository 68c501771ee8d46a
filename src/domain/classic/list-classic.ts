// GitHub's list of an organization's classic tokens: when it is read, what of it is looked at, and what its first reading is told as. Pure.
import { type Change, noChange } from '../change.ts';
import type { Instant, RequestNumber } from '../ids.ts';
import type { Organization } from '../organization.ts';
import { isSameLogin } from '../people/link.ts';
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

/** A request, and the token that was seen of it last; null where none was. */
export type SeenOfRequest = { readonly request: TokenRequest | null; readonly token: ClassicToken | null };

/** Those that no token that was seen uses. `own`: the one that the token which is looked at has itself. */
export function unusedRequests(
  among: readonly SeenOfRequest[],
  own: RequestNumber | null = null,
): readonly TokenRequest[] {
  return among.flatMap(({ request, token }) =>
    request !== null && (token === null || request.number === own) ? [request] : [],
  );
}

/** Which requests a token may be under: its own, and those of its holder that no token uses. */
export function requestsInQuestion(
  row: ClassicToken | null,
  { githubId }: GithubAccount,
  open: readonly TokenRequest[],
): readonly RequestNumber[] {
  const awaiting = open.filter(({ holder }) => holder.githubId === githubId);
  return [row?.requestNumber ?? [], ...awaiting.map(({ number }) => number)].flat();
}

/** Most of what an hour's list shows is as it was, and no request waits for it. */
function isToLookAt(row: ClassicToken, listed: ListedClassicToken, open: readonly TokenRequest[]): boolean {
  const isAwaited = open.some(({ holder }) => holder.githubId === row.holder.githubId);
  return !isLivingClassic(row) || !isAsBefore(row, listed) || isAwaited;
}

/** Whose it is, as far as it has to be looked at: GitHub lists logins alone, and is asked whose one is that we did not see on it before. */
export function holderToLookAt(
  row: ClassicToken | null,
  listed: ListedClassicToken,
  open: readonly TokenRequest[],
): GithubAccount | 'ask' | 'as_before' {
  if (row === null) return 'ask';
  if (!isToLookAt(row, listed, open)) return 'as_before';
  return isSameLogin(row.login, listed.login) ? row.holder : 'ask';
}

/** Which are not in the list. Page numbers are no snapshot: one that moved while paging is asked for by its holder. */
export function notListed(
  living: readonly ClassicToken[],
  listed: readonly ListedClassicToken[],
): readonly ClassicToken[] {
  const seen = new Set(listed.map(({ credentialId }) => credentialId));
  return living.filter(({ credentialId }) => !seen.has(credentialId));
}

/** All that the first reading found is told as one message. `living`: what is known by now. */
export function recordClassicList(
  row: Organization | null,
  { sight: classicSight, isFirst }: { readonly sight: ClassicSight; readonly isFirst: boolean },
  living: readonly ClassicToken[],
  now: Instant,
): Change {
  if (row === null) return noChange;
  const { id, version } = row;
  const next = { ...row, version: version + 1, classicListedAt: now, classicSight };
  const recorded: Change = { ...noChange, writes: [{ table: 'organizations', was: version, row: next }] };
  const unagreed = living.filter(({ agreement }) => agreement === null).length;
  if (!isFirst || unagreed === 0) return recorded;
  const message = { kind: 'classic_found', count: living.length, unagreed } as const;
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
