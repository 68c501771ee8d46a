// Several tokens of one holder that one message tells of: what somebody who left leaves behind, and what an owner revoked at once. The trail has
// which they are; where they stand is read from their rows whenever the message is drawn.
import { type Change, type Entry, noChange, together } from '../change.ts';
import type { GithubUserId, Instant, OrganizationId, RequestNumber, SlackUserId } from '../ids.ts';
import { subjectKey } from '../message.ts';
import type { GithubAccount } from '../person.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { effectKey, post, redraw } from '../step.ts';
import type { HolderGone } from './token.ts';

export type Left = {
  readonly of: 'left';
  readonly holder: GithubAccount;
  readonly slackId: SlackUserId | null;
  readonly why: HolderGone;
  /** Ids of our rows. */
  readonly tokens: readonly string[];
  /** What the policy said of those that could still reach the organization. */
  readonly outcome: 'revoke' | 'would_revoke' | 'remind';
  /** Requests that they approved and no token had used: they wait for a reviewer again. */
  readonly returned: readonly RequestNumber[];
  /** Logins of the machine users that they sponsor. */
  readonly sponsored: readonly string[];
  /** When they were seen to be back: what they leave after that is told anew. Left out until then. */
  readonly returnedAt?: Instant;
};

export type RevokedTogether = {
  readonly of: 'revoked';
  readonly holder: GithubAccount;
  readonly slackId: SlackUserId | null;
  readonly by: SlackUserId;
  readonly tokens: readonly string[];
  readonly reason: string;
};

export type Together = Left | RevokedTogether;

const returnAct = 'holder.return';

/** What the trail keeps it under. */
export function togetherSubject(organizationId: OrganizationId, id: string): string {
  return subjectKey({ of: 'together', organizationId, id });
}

/** The id of somebody's n-th leaving, so that two processes that see it make one message. */
export function leavingId(organizationId: OrganizationId, { githubId }: GithubAccount, place: number): string {
  return `${organizationId}-${githubId}-${place}`;
}

export function entryOf(organizationId: OrganizationId, id: string, told: Together, at: Instant): Entry {
  const { of, holder, ...rest } = told;
  return {
    at,
    actor: told.of === 'revoked' ? `slack:${told.by}` : 'countersign',
    act: of === 'left' ? 'holder.leave' : 'holder.revoke_all',
    subject: togetherSubject(organizationId, id),
    data: { holder: holder.githubId, login: holder.login, ...rest },
  };
}

/**
 * What an owner decided on all of somebody's tokens, as one step with one message. What was refused is being revoked already, or has ended, and
 * stays out; where that is all, it is the answer.
 */
export function revokedTogether(
  organizationId: OrganizationId,
  { id, ...about }: Omit<RevokedTogether, 'of' | 'tokens'> & { readonly id: string },
  decided: readonly { readonly id: string; readonly result: Change | Refusal }[],
  at: Instant,
): { readonly change: Change; readonly count: number } | Refusal {
  const changes: Change[] = [];
  const tokens: string[] = [];
  const refusals: Refusal[] = [];
  for (const { id: token, result } of decided) {
    if (isRefusal(result)) refusals.push(result);
    else {
      changes.push(result);
      tokens.push(token);
    }
  }
  const [refusal] = refusals;
  if (tokens.length === 0 && refusal !== undefined) return refusal;
  const message = { kind: 'revoked_together', id, organizationId } as const;
  const told = {
    ...noChange,
    entries: [entryOf(organizationId, id, { of: 'revoked', ...about, tokens }, at)],
    effects: post(organizationId, 'reviewers', effectKey.together(organizationId, id), message),
  };
  return { change: together(...changes, told), count: tokens.length };
}

/** Whether the reviewers were told last that somebody was deactivated, and not yet that they are back. `told`: the oldest first. */
export function isToldAsGone(told: readonly Left[]): boolean {
  const last = told.at(-1);
  return last?.why === 'deactivated' && last.returnedAt === undefined;
}

/** They are there: where the reviewers were told otherwise that is over, and its message says so. */
export function returned(
  organizationId: OrganizationId,
  { githubId, login }: GithubAccount,
  told: readonly Left[],
  at: Instant,
): Change {
  if (!isToldAsGone(told)) return noChange;
  const id = leavingId(organizationId, { githubId, login }, told.length);
  const subject = togetherSubject(organizationId, id);
  const data = { holder: githubId, login };
  return {
    writes: [],
    entries: [{ at, actor: 'countersign', act: returnAct, subject, data }],
    effects: [redraw({ of: 'together', id, organizationId })],
  };
}

/** What the entries about one id tell, the newest first; null where they tell nothing. */
export function readAbout(entries: readonly Entry[]): Together | null {
  const told = entries.map(readTogether).find((one) => one !== null) ?? null;
  const back = entries.find(({ act }) => act === returnAct);
  return told?.of === 'left' && back !== undefined ? { ...told, returnedAt: back.at } : told;
}

/** What an entry of the trail tells; null where it is another one. */
export function readTogether({ act, data }: Entry): Together | null {
  const holder: GithubAccount = { githubId: Number(data.holder) as GithubUserId, login: String(data.login) };
  const slackId = typeof data.slackId === 'string' ? (data.slackId as SlackUserId) : null;
  const tokens = texts(data.tokens);
  if (act === 'holder.revoke_all') {
    const by = String(data.by) as SlackUserId;
    return { of: 'revoked', holder, slackId, by, tokens, reason: String(data.reason ?? '') };
  }
  if (act !== 'holder.leave') return null;
  return {
    ...{ of: 'left', holder, slackId, tokens, sponsored: texts(data.sponsored) },
    why: data.why === 'deactivated' ? 'deactivated' : 'left',
    outcome: data.outcome === 'revoke' || data.outcome === 'would_revoke' ? data.outcome : 'remind',
    returned: (Array.isArray(data.returned) ? data.returned : []).map((number) => Number(number) as RequestNumber),
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
