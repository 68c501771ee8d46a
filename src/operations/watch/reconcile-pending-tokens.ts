import { together } from '../../domain/change.ts';
import { redactCredentials } from '../../domain/credential.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { ActualScope } from '../../domain/scope/agreement.ts';
import { sameScope } from '../../domain/tokens/advance-active-token.ts';
import {
  advancePendingToken,
  findPendingToken,
  type PendingTokenAct,
} from '../../domain/tokens/advance-pending-token.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import { cleanLine, cleanText } from '../../domain/user-text.ts';
import { Fault } from '../../ports/fault.ts';
import type { ListedPendingToken } from '../../ports/github.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { holderInSlack } from '../people/find-holder.ts';
import { matchPendingToken } from './match-pending-token.ts';
import { releaseClaim } from './release-claim.ts';
import { settleApproved } from './settle-approved.ts';
import { unlessItsOwn404 } from './skip-if-deleted.ts';
import { listingLagMs, wasLetIn } from './was-let-in.ts';

/** The scope that GitHub shows; a selection of repositories costs a call of its own. */
export async function scopeOfPendingToken(
  ports: Ports,
  organization: string,
  listed: ListedPendingToken,
): Promise<ActualScope> {
  return {
    permissions: listed.permissions,
    access:
      listed.selection === 'subset'
        ? {
            selection: 'subset',
            repositories: await ports.github.repositoriesOfPendingToken(organization, listed.patRequestId),
          }
        : { selection: listed.selection },
    createdAt: listed.createdAt,
    expiresAt: listed.expiresAt,
  };
}

function hasEnded({ isExpired, expiresAt }: ListedPendingToken, now: number): boolean {
  return isExpired || (expiresAt !== null && expiresAt <= now);
}

async function record(
  ports: Ports,
  governed: GovernedOrganization,
  listed: ListedPendingToken,
  isReread: boolean,
): Promise<void> {
  const { organization } = governed;
  const known = await ports.store.pendingTokenByPatRequestId(organization.id, listed.patRequestId);
  const scope = await scopeNow(ports, organization.login, listed, known, isReread);
  const tokenName = redactCredentials(cleanLine(listed.tokenName));
  const at = ports.clock.now();
  if (known === null) {
    const row: PendingToken = {
      id: ports.ids.next(),
      organizationId: organization.id,
      patRequestId: listed.patRequestId,
      tokenId: listed.tokenId,
      version: 1,
      revision: 1,
      status: 'open',
      holder: listed.holder,
      tokenName,
      reason: listed.reason === null ? null : redactCredentials(cleanText(listed.reason)),
      scope,
      match: { kind: 'unclaimed' },
      reviews: [],
      heldWhy: null,
      agreement: null,
      decidedElsewhereBy: null,
      isBaseline: organization.pendingListedAt === null,
      firstSeenAt: at,
      changedAt: at,
    };
    await ports.store.commit(findPendingToken(row, at), at);
  } else if ((known.status === 'open' || known.status === 'held') && !sameScope(known.scope, scope)) {
    const change = advancePendingToken(known, { act: 'rescope', scope, tokenName }, at, null);
    if (!isRefusal(change)) await ports.store.commit(change, at);
  } else if ((known.status === 'closed' || known.status === 'expired') && !hasEnded(listed, at)) {
    const change = advancePendingToken(known, { act: 'relist', scope, tokenName }, at, null);
    if (!isRefusal(change)) await ports.store.commit(change, at);
  }
  const current = await ports.store.pendingTokenByPatRequestId(organization.id, listed.patRequestId);
  if (current === null || (current.status !== 'open' && current.status !== 'held')) return;
  if (hasEnded(listed, at)) {
    await end(ports, current, { act: 'expire', by: null });
  } else {
    await matchPendingToken(ports, governed, current.id);
  }
}

/** Ends a PendingToken that GitHub no longer waits for, and frees the request that it had claimed. */
async function end(
  ports: Ports,
  token: PendingToken,
  act: Extract<
    PendingTokenAct,
    { by: string | null; act: 'cancel' | 'expire' | 'vanish' | 'observe_denied' | 'observe_approved' }
  >,
): Promise<void> {
  const holder = await holderInSlack(ports, token.holder);
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const current = (await ports.store.pendingToken(token.id)) ?? token;
    const change = advancePendingToken(current, act, at, holder);
    if (isRefusal(change)) return change;
    return { change: together(change, await releaseClaim(ports, current, `the token was not approved (${act.act})`)) };
  });
}

/** What a webhook said became of it; it only chooses the word, since the listing already showed that the token no longer waits. */
async function toldByWebhook(
  ports: Ports,
  token: PendingToken,
): Promise<{ readonly act: string; readonly by: string | null } | null> {
  const hints = await ports.store.hintsAbout(token.patRequestId);
  const told = hints.find(
    (hint) => hint.told !== null && ['denied', 'cancelled', 'approved'].includes(hint.told.act),
  )?.told;
  return told ?? null;
}

/** Tokens that we knew and that a complete listing no longer shows: asked for by id before anything is concluded. */
async function concludeMissing(
  ports: Ports,
  governed: GovernedOrganization,
  missing: readonly PendingToken[],
): Promise<void> {
  const { login } = governed.organization;
  const ids = [...new Set(missing.map(({ tokenId }) => tokenId))];
  const stillPending = await ports.github.pendingTokens(login, ids);
  const nowActive = await ports.github.activeTokens(login, ids);
  for (const token of missing) {
    if (stillPending.some(({ patRequestId }) => patRequestId === token.patRequestId)) continue;
    const active = nowActive.find(({ tokenId }) => tokenId === token.tokenId);
    // Being approved by us at this moment: whoever called GitHub reads what became of it.
    const isLate =
      active === undefined && token.status === 'approving' && ports.clock.now() - token.changedAt < listingLagMs;
    if (isLate) continue;
    const replaced = stillPending.some(({ tokenId }) => tokenId === token.tokenId);
    const told = await toldByWebhook(ports, token);
    // An edit of a token that is already active waits beside the old grant: only a grant since we saw it is an approval of it.
    if (active !== undefined && !replaced && (await wasLetIn(ports, login, token, active, told?.act ?? null))) {
      await settleApproved(ports, governed, token.id, active, told?.by ?? null);
    } else if (told?.act === 'denied' || token.status === 'denying') {
      await end(ports, token, { act: 'observe_denied', by: told?.by ?? null });
    } else if (told?.act === 'cancelled' || replaced) {
      await end(ports, token, { act: 'cancel', by: told?.by ?? null });
    } else if (token.scope.expiresAt !== null && token.scope.expiresAt <= ports.clock.now()) {
      await end(ports, token, { act: 'expire', by: null });
    } else {
      await end(ports, token, { act: 'vanish', by: null });
    }
  }
}

/** Brings our rows of PendingTokens in step with GitHub's list, and matches what still has to be decided. */
export async function reconcilePendingTokens(ports: Ports, governed: GovernedOrganization): Promise<void> {
  const { organization } = governed;
  const before = await ports.store.unsettledPendingTokens(organization.id);
  const listed = await ports.github.pendingTokens(organization.login);
  const shown = new Set(listed.map(({ patRequestId }) => patRequestId));
  const missing = before.filter(({ patRequestId }) => !shown.has(patRequestId));
  if (missing.length > 0) await concludeMissing(ports, governed, missing);
  const turn = Math.floor(ports.clock.now() / turnMs);
  let unread = 0;
  for (const [index, token] of listed.entries()) {
    const isReread = (index + turn) % Math.ceil(listed.length / rereadsPerPass) === 0;
    if (!(await unlessItsOwn404(ports, () => record(ports, governed, token, isReread)))) unread += 1;
  }
  if (unread > 0) throw new Fault('github', 'tokens_not_read', { isRetryable: true });
}

/** A selection of repositories costs a call a token: of those that we know so many are read again in a pass, each in its turn. */
const rereadsPerPass = 5;
const turnMs = 30_000;

/** What GitHub shows now; the repositories as they were read last, unless it is their turn. All of it is read again before an approval. */
async function scopeNow(
  ports: Ports,
  organization: string,
  listed: ListedPendingToken,
  known: PendingToken | null,
  isReread: boolean,
): Promise<ActualScope> {
  const kept = known?.scope.access;
  if (isReread || listed.selection !== 'subset' || kept?.selection !== 'subset') {
    return scopeOfPendingToken(ports, organization, listed);
  }
  const { permissions, createdAt, expiresAt } = listed;
  return { permissions, access: kept, createdAt, expiresAt };
}
