// What a reviewer who offers less may see of the repositories that it is about: an offer names none that they, or whoever asked, may not see.
import { type Refusal, refuse } from '../refusal.ts';
import type { Repository, RequestedScope } from '../scope/agreement.ts';
import type { AdjustChoices } from './adjust-form.ts';
import type { Answers } from './form-fields.ts';
import type { TokenRequest } from './token-request.ts';

/** Those that were asked for by name. */
export function askedByName({ access }: Pick<RequestedScope, 'access'>): readonly Repository[] {
  return access.selection === 'subset' ? access.repositories : [];
}

/** Whether who may see them depends on who looks. */
export function arePrivateAmong(repositories: readonly Repository[]): boolean {
  return repositories.some(({ isPrivate }) => isPrivate);
}

/** By id, those asked for that the reviewer sees. `readable`: ids of those that GitHub lets them read, or `all`; null where it did not say. */
export function seenOfAsked(
  { number, scope }: Pick<TokenRequest, 'number' | 'scope'>,
  organization: string,
  readable: ReadonlySet<number> | 'all' | null,
): ReadonlySet<number> | Refusal {
  if (readable === null) return refuse({ why: 'reviewer_not_checked', organization });
  const asked = askedByName(scope);
  const seen = asked.filter(({ id, isPrivate }) => !isPrivate || readable === 'all' || readable.has(id));
  return asked.length > 0 && seen.length === 0
    ? refuse({ why: 'offer_unseen', number })
    : new Set(seen.map(({ id }) => id));
}

/** Whether its reviewer names some of all: what was asked for by name is listed. */
export function isNamedFreely({ status, scope }: Pick<TokenRequest, 'status' | 'scope'>): boolean {
  return status === 'pending' && scope.access.selection === 'all';
}

/** What the reviewer named of all, to be looked up; empty where they only chose of what was listed. */
export function namedFreely(
  { repositories: listed }: Pick<AdjustChoices, 'repositories'>,
  { repositories: named, repository_access: selection }: Answers,
): readonly string[] {
  return listed === null && selection === 'subset' && Array.isArray(named) ? named : [];
}

/** By name, those that both see. */
export function seenByBoth(
  own: ReadonlyMap<string, Repository>,
  theirs: ReadonlyMap<string, Repository>,
): ReadonlyMap<string, Repository> {
  return new Map([...own].filter(([name]) => theirs.has(name)));
}
