// Whether an organization whose lists can't be read is paused, and why: the channel is told once that nothing can be seen or decided there, and
// once that it goes on.
import { type Change, type Entry, noChange } from './change.ts';
import type { Instant } from './ids.ts';
import type { Message } from './message.ts';
import { outageMs } from './notices/deadline.ts';
import type { Organization, PauseReason } from './organization.ts';
import { effectKey, post } from './step.ts';

/** One refused call is no lost permission. */
const refusedMs = 600_000;

const namedByCode: ReadonlySet<string> = new Set<PauseReason>([
  'not_installed',
  'suspended',
  'another_organization',
  'address_refused',
]);

function isNamed(code: string): code is PauseReason {
  return namedByCode.has(code);
}

/** `code`: what a call to GitHub failed with. */
function reasonOf(code: string): PauseReason {
  if (isNamed(code)) return code;
  return code === 'status_401' || code === 'status_403' || code === 'status_404' ? 'refused' : 'unreachable';
}

/** A pass failed with this code. Nothing changes where that is a passing moment, or is told already. */
export function pause(organization: Organization, code: string, now: Instant): Change {
  const { paused, pendingListedAt, activeListedAt } = organization;
  const why = reasonOf(code);
  // Another reason that needs another remedy is told anew.
  if (paused !== null && (paused.why === why || why === 'unreachable')) return noChange;
  const listedAt = activeListedAt ?? pendingListedAt;
  const sinceMs = listedAt === null ? null : now - listedAt;
  // An outage of GitHub's own is news only after so long.
  if (why === 'unreachable' && (sinceMs ?? 0) < outageMs) return noChange;
  if (why === 'refused' && sinceMs !== null && sinceMs < refusedMs) return noChange;
  return stepTo(
    { ...organization, paused: { since: paused?.since ?? now, why } },
    { at: now, actor: 'countersign', act: 'organization.pause', data: { why } },
    { kind: 'organization_paused', why },
  );
}

/** A whole pass succeeded again: everything that happened meanwhile was just caught up with. */
export function resume(organization: Organization, now: Instant): Change {
  const { paused } = organization;
  if (paused === null) return noChange;
  return stepTo(
    { ...organization, paused: null },
    { at: now, actor: 'countersign', act: 'organization.resume', data: { since: paused.since } },
    { kind: 'organization_resumed' },
  );
}

/** Whether what GitHub's list of active tokens said may be told by now: what it has not shown for an hour may be another. */
export function isListedLately({ activeListedAt, paused }: Organization, now: Instant): boolean {
  return paused === null && now - (activeListedAt ?? 0) < outageMs;
}

function stepTo(next: Organization, entry: Omit<Entry, 'subject'>, message: Message): Change {
  const row: Organization = { ...next, version: next.version + 1 };
  return {
    writes: [{ table: 'organizations', was: next.version, row }],
    entries: [{ ...entry, subject: `organization:${row.id}` }],
    effects: post(row.id, 'reviewers', effectKey.news(message.kind, String(row.id), row.version), message),
  };
}
