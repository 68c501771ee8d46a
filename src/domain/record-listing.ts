// What follows once one of GitHub's lists was read to its end: since when it is known, and without an outage, and the one summary and one list that
// the first of all are told as: with hundreds of tokens, one message each would be none.
import { type Change, noChange } from './change.ts';
import type { Instant, TokenId } from './ids.ts';
import { outageMs } from './notices/deadline.ts';
import type { Organization } from './organization.ts';
import { effectKey, post, stepOf } from './step.ts';
import type { PendingToken } from './tokens/token.ts';

export type ReadList = {
  readonly list: 'pending' | 'active';
  /** When the reading began: what was changed on GitHub after that moment may have been missed. */
  readonly startedAt: Instant;
  /** What it showed of these tokens says nothing. Null is one that can't be told by its id: it might be any. */
  readonly unread: readonly (TokenId | null)[];
};

export function isFirstListing({ pendingListedAt, baselinedAt }: Organization, list: ReadList['list']): boolean {
  return (list === 'pending' ? pendingListedAt : baselinedAt) === null;
}

/** Whether it waits for a person, and is told of by the first listing's one message. */
export function isInFirstList({ isBaseline, status }: Pick<PendingToken, 'isBaseline' | 'status'>): boolean {
  return isBaseline && status === 'held';
}

/**
 * What lapses unused may lapse only after a listing that is newer than its deadline. One with something in it that can't be told by anything is
 * none that a deadline could rest on, but for the first: without it nobody would ever get a card. `hasFound`: whether the first has anything to tell.
 */
export function recordListing(before: Organization, read: ReadList, hasFound: boolean, at: Instant): Change {
  const { list, startedAt } = read;
  const isFirst = isFirstListing(before, list);
  if (read.unread.includes(null) && !isFirst) return noChange;
  const unread = [...new Set(read.unread)].filter((id) => id !== null).toSorted((one, other) => one - other);
  const seen = { ...before, version: before.version + 1, unread: { ...before.unread, [list]: unread } };
  const write = { table: 'organizations', was: before.version } as const;
  const { id, pendingListedAt, upSince } = before;
  if (list === 'pending') {
    // Never is as long ago as can be.
    const hasGap = startedAt - (pendingListedAt ?? 0) >= outageMs;
    const row = { ...seen, pendingListedAt: startedAt, upSince: hasGap ? startedAt : (upSince ?? startedAt) };
    return { ...noChange, writes: [{ ...write, row }], effects: told('pending_token_list') };
  }
  const row = { ...seen, activeListedAt: startedAt, baselinedAt: before.baselinedAt ?? startedAt };
  if (!isFirst) return { ...noChange, writes: [{ ...write, row }] };
  const entry = { at, actor: 'countersign', act: 'organization.baseline', data: {} } as const;
  return stepOf([{ ...write, row }], { ...entry, subject: { of: 'organization', id } }, told('baseline'));

  function told(kind: 'pending_token_list' | 'baseline'): Change['effects'] {
    if (!isFirst || !hasFound) return [];
    return post(id, 'reviewers', effectKey.once(kind, id), { kind, organizationId: id });
  }
}
