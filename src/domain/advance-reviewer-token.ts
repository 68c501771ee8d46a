// One step of a reviewer's own token: held, exchanged, given, refused by GitHub, taken away.
import { type Change, noChange } from './change.ts';
import type { Instant, OrganizationId } from './ids.ts';
import type { Destination } from './message.ts';
import type { DropReason, GivenToken, ReviewerToken, SealedPair, TokenEnds, TokenRefusal } from './reviewer-token.ts';
import { effectKey } from './step.ts';
import type { NotTaken, TokenTrouble } from './tokens/sent-as.ts';

/** Longer than the exchange may take: GitHub takes a refresh token once, and whoever comes second loses both. */
const holdMs = 60_000;

type Written = { readonly row: ReviewerToken; readonly change: Change };

/** A step that no trail tells of: it is held, was exchanged, or was sealed under another key. */
function write(was: ReviewerToken, some: Partial<ReviewerToken>): Written {
  const row: ReviewerToken = { ...was, ...some, version: was.version + 1 };
  return { row, change: { writes: [{ table: 'reviewer_tokens', was: was.version, row }], entries: [], effects: [] } };
}

export function holdForExchange(row: ReviewerToken, now: Instant): Written {
  return write(row, { heldUntil: now + holdMs });
}

/** It was not exchanged after all. */
export function release(row: ReviewerToken): Change {
  return write(row, { heldUntil: null }).change;
}

export function renewed(row: ReviewerToken, sealed: SealedPair, { accessEndsAt, refreshEndsAt }: TokenEnds): Written {
  return write(row, { ...sealed, accessEndsAt, refreshEndsAt, heldUntil: null });
}

/** The same token under another key. */
export function resealed(row: ReviewerToken, sealed: SealedPair): Change {
  return write(row, sealed).change;
}

/** Its owner allows its use; what they allowed before gives way to it. */
export function give(
  owner: Pick<ReviewerToken, 'githubId' | 'slackId'>,
  before: ReviewerToken | null,
  { keyId, access, refresh, accessEndsAt, refreshEndsAt }: GivenToken,
  now: Instant,
): Change {
  const { githubId, slackId } = owner;
  const version = (before?.version ?? 0) + 1;
  const row: ReviewerToken = {
    ...{ githubId, slackId, version, keyId, access, refresh, accessEndsAt, refreshEndsAt },
    ...{ givenAt: now, heldUntil: null, refusals: [] },
  };
  return {
    writes: [{ table: 'reviewer_tokens', was: before?.version ?? null, row }],
    entries: [{ ...entryOf(row, 'give', {}, now), actor: `slack:${slackId}` }],
    effects: [],
  };
}

/**
 * What somebody said who was asked whether we may act in their name: who signs in again and does not say yes takes back what they allowed before.
 * `offered`: theirs; null where they were not asked, and then what they said before stands.
 */
export function answer(
  owner: Pick<ReviewerToken, 'githubId' | 'slackId'>,
  before: ReviewerToken | null,
  offered: GivenToken | null,
  isAllowed: boolean,
  now: Instant,
): Change {
  if (offered === null) return noChange;
  if (isAllowed) return give(owner, before, offered, now);
  return before === null ? noChange : removal(before, 'taken_back', now);
}

function entryOf(row: ReviewerToken, act: string, data: Readonly<Record<string, unknown>>, at: Instant) {
  const subject = `slack:${row.slackId}`;
  return { at, actor: 'countersign', act: `reviewer_token.${act}`, subject, data: { githubId: row.githubId, ...data } };
}

/** Once for each reason of each token: whoever gives another one is told again. */
export function tellTrouble(row: ReviewerToken, why: TokenTrouble, organizationId: OrganizationId): Change['effects'] {
  const to: Destination = { to: 'person', slackId: row.slackId, organizationId };
  const message = { kind: 'own_token_trouble', why } as const;
  return [{ kind: 'post', key: effectKey.ownToken(row.githubId, row.givenAt, why), to, message }];
}

/** GitHub said no to its owner: they are told, and the App acts in that organization for a day. */
export function noteRefusal(row: ReviewerToken, refusal: TokenRefusal): Change {
  const others = row.refusals.filter(({ organizationId }) => organizationId !== refusal.organizationId);
  return {
    ...write(row, { refusals: [...others, refusal] }).change,
    entries: [entryOf(row, 'refuse', { status: refusal.status, organizationId: refusal.organizationId }, refusal.at)],
    effects: tellTrouble(row, 'refused', refusal.organizationId),
  };
}

/**
 * GitHub did not take from its owner what `used` was sent with: from now on that one is not used there, or at all. `row`: as it stands by now;
 * where another one was given, or it was exchanged, that one was not refused.
 */
export function noteNotTaken(
  row: ReviewerToken | null,
  used: Pick<ReviewerToken, 'access'>,
  { why, status }: Pick<NotTaken, 'why' | 'status'>,
  organizationId: OrganizationId,
  at: Instant,
): Change {
  if (row?.access !== used.access) return noChange;
  return why === 'revoked' ? drop(row, why, organizationId, at) : noteRefusal(row, { organizationId, status, at });
}

/** It is of no more use. Its owner is told, and the App acts from now on. */
export function drop(row: ReviewerToken, why: TokenTrouble, organizationId: OrganizationId, now: Instant): Change {
  return { ...removal(row, why, now), effects: tellTrouble(row, why, organizationId) };
}

/** Taken away without a word: its owner ended it, or is no reviewer any more. */
export function removal(row: ReviewerToken, why: DropReason, now: Instant): Change {
  return {
    writes: [{ table: 'reviewer_tokens', was: row.version, row, removes: true }],
    entries: [entryOf(row, 'drop', { why }, now)],
    effects: [],
  };
}
