// What we know of one token: all our rows of its `token_id`, its holder and their open requests, the policy, and what webhooks told.
// GitHub's rows come and go; the token keeps its story here.
import type { Change, MessageCopy, Rows, Table, Write } from '../change.ts';
import type { GithubUserId, Instant, PatRequestId, RequestNumber, SlackUserId, TokenId } from '../ids.ts';
import type { DueNotice } from '../notices/due-notice.ts';
import { questionsOf, remindersOf } from '../notices/reminders-of.ts';
import type { Organization } from '../organization.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { isRenewalOf } from '../requests/renews.ts';
import { isOpen } from '../requests/request-status.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActualScope, Agreement } from '../scope/agreement.ts';
import type { ActiveTokenContext } from './advance-active-token.ts';
import type { PendingTokenContext } from './advance-pending-token.ts';
import { grantKey, type ListedActiveToken } from './sighting.ts';
import { type ActiveToken, isLiving, type Match, type PendingToken, unsettledStatuses } from './token.ts';

/** What a webhook told of a PendingToken. It only chooses the word, since webhooks' events are not signed. */
export type Told = {
  readonly patRequestId: PatRequestId;
  readonly act: string;
  readonly by: string | null;
  /** The same by id; a login can be recycled. */
  readonly byId: GithubUserId | null;
  readonly at: Instant;
};

export type Holder = {
  readonly githubId: GithubUserId;
  /** Who is told: the linked person, a machine user's sponsor, or nobody. */
  readonly slackId: SlackUserId | null;
  readonly isMachineUser: boolean;
  /** Those whose yes is its holder's own: theirs, and that of whoever stands behind a machine user. Null where we don't know that one's account. */
  readonly ownAccounts: readonly GithubUserId[] | null;
};

export type Dossier = {
  readonly organization: Organization;
  readonly policy: OrganizationPolicy;
  readonly tokenId: TokenId;
  readonly holder: Holder;
  /** Every PendingToken that it ever had, oldest first. */
  readonly pendingTokens: readonly PendingToken[];
  /** Every grant that it ever had, oldest first. */
  readonly activeTokens: readonly ActiveToken[];
  /** Those that it claimed or fulfilled, and the open ones of its holder. */
  readonly requests: readonly TokenRequest[];
  readonly notices: readonly DueNotice[];
  /** Where messages about it stand. */
  readonly copies: readonly MessageCopy[];
  readonly told: readonly Told[];
};

/** `account`: the sponsor's, null where it isn't known. Of a person nobody stands behind. */
export function ownAccountsOf(
  { githubId }: Pick<Holder, 'githubId'>,
  sponsor: SlackUserId | null,
  account: { readonly githubId: GithubUserId } | null,
): Holder['ownAccounts'] {
  if (sponsor === null) return [githubId];
  return account === null ? null : [githubId, account.githubId];
}

/** Who stands for the machine user that holds it; null where its holder is a person. */
export function sponsorIn({ holder }: Pick<Dossier, 'holder'>): SlackUserId | null {
  return holder.isMachineUser ? holder.slackId : null;
}

/** Whose requests it may be made under. */
export function claimantIn(dossier: Pick<Dossier, 'holder'>): {
  readonly holder: GithubUserId;
  readonly sponsor: SlackUserId | null;
} {
  return { holder: dossier.holder.githubId, sponsor: sponsorIn(dossier) };
}

/** The dossier as the Change leaves it, so that the next rule decides on what the last one concluded. */
export function after(dossier: Dossier, { writes }: Change): Dossier {
  const written = <T extends Table>(table: T): readonly Rows[T][] =>
    writes.flatMap((write: Write) => (write.table === table ? [write.row as Rows[T]] : []));
  return {
    ...dossier,
    pendingTokens: replaced(dossier.pendingTokens, written('pending_tokens'), ({ id }) => id),
    activeTokens: replaced(dossier.activeTokens, written('active_tokens'), ({ id }) => id),
    requests: replaced(dossier.requests, written('token_requests'), ({ number }) => number),
    notices: replaced(dossier.notices, written('due_notices'), ({ id }) => id),
    copies: replaced(dossier.copies, written('message_copies'), ({ id }) => id),
  };
}

function replaced<Row>(
  rows: readonly Row[],
  written: readonly Row[],
  keyOf: (row: Row) => string | number,
): readonly Row[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  for (const row of written) byKey.set(keyOf(row), row);
  return [...byKey.values()];
}

/** Those that GitHub may still show as waiting. */
export function unsettled({ pendingTokens }: Dossier): readonly PendingToken[] {
  return pendingTokens.filter(({ status }) => unsettledStatuses.includes(status));
}

export function livingGrants({ activeTokens }: Dossier): readonly ActiveToken[] {
  return activeTokens.filter(isLiving);
}

export function grantOf({ activeTokens }: Dossier, listed: ListedActiveToken): ActiveToken | null {
  return activeTokens.find((row) => grantKey(row) === grantKey(listed)) ?? null;
}

/** Whether it asks for another scope of a token that goes on as it is, or got just that. */
export function isChange({ status, changedAt }: PendingToken, dossier: Dossier): boolean {
  if (unsettledStatuses.includes(status)) return livingGrants(dossier).length > 0;
  // Let in, it may have got a grant of its own, to which the one before gives way.
  return dossier.activeTokens.some(
    (grant) =>
      grant.firstSeenAt < changedAt && (isLiving(grant) || (status === 'approved' && grant.changedAt >= changedAt)),
  );
}

/** The request that lets the token in now, in the very moment between the claim and the approval. */
export function claimedRequest({ requests, tokenId }: Dossier): TokenRequest | null {
  return requests.find(({ status, claimedByTokenId }) => status === 'claimed' && claimedByTokenId === tokenId) ?? null;
}

export function requestIn({ requests }: Dossier, number: RequestNumber | null): TokenRequest | null {
  return requests.find((request) => request.number === number) ?? null;
}

/** What the token is held to: the Agreement of the grant that lives, with its request; null where it was accepted as it was. */
export type OwnAgreement = { readonly agreement: Agreement; readonly number: RequestNumber | null };

export function ownAgreement(dossier: Dossier): OwnAgreement | null {
  const { agreement, requestNumber } = livingGrants(dossier).at(-1) ?? { agreement: null, requestNumber: null };
  return agreement === null ? null : { agreement, number: requestNumber };
}

/** What the token was accepted with as it was, where that is what it matches: its request may cover less, or have nothing to do with it. */
export function acceptedOf(dossier: Dossier, match: Match): Agreement | null {
  const own = ownAgreement(dossier);
  return own?.agreement.lapsesAt === null && 'number' in match && match.number === own.number ? own.agreement : null;
}

/**
 * The scope with the moment from which its lifetime counts: the first `created_at` that was ever seen of this token. An edit makes a new
 * one, and whoever counted from that would let holders prolong their tokens alone.
 */
export function fromFirstSight({ pendingTokens, activeTokens }: Dossier, scope: ActualScope): ActualScope {
  const known = [...pendingTokens, ...activeTokens, { scope }].flatMap(({ scope: { createdAt } }) => createdAt ?? []);
  return { ...scope, createdAt: known.length === 0 ? null : Math.min(...known) };
}

export function contextOf(dossier: Dossier, row: ActiveToken): ActiveTokenContext {
  const { holder, notices, requests, pendingTokens, tokenId } = dossier;
  return {
    holder: holder.slackId,
    planned: notices.filter(({ activeTokenId, status }) => activeTokenId === row.id && status === 'planned'),
    // Their cards offer to revoke it, or say until when it may still be renewed.
    shownBy: [
      ...requests
        // What renews it says how, and that depends on what it is.
        .filter((request) => request.claimedByTokenId === tokenId || (isOpen(request) && isRenewalOf(request, tokenId)))
        .map(({ number }) => ({ of: 'request', number }) as const),
      // Whoever was reminded of the token that it replaces reads whether it still does.
      ...requests.flatMap(({ claimedByTokenId, organizationId, renews }) =>
        renews === null || claimedByTokenId !== tokenId || renews.tokenId === tokenId
          ? []
          : [remindersOf, questionsOf].map((messagesOf) => messagesOf({ organizationId, tokenId: renews.tokenId })),
      ),
      ...pendingTokens
        .filter(({ status }) => status === 'approved')
        .map(({ id }) => ({ of: 'pending_token', id }) as const),
    ],
  };
}

export function pendingContextOf({ holder, copies }: Dossier): PendingTokenContext {
  return { holder: holder.slackId, copies };
}

/** What a webhook said became of it, newest first. */
export function toldOf({ told }: Pick<Dossier, 'told'>, { patRequestId }: PendingToken): Told | null {
  return told.find((one) => one.patRequestId === patRequestId && endings.has(one.act)) ?? null;
}

const endings: ReadonlySet<string> = new Set(['approved', 'denied', 'cancelled']);
