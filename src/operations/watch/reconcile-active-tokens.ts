import { type Change, noChange, type Organization, together } from '../../domain/change.ts';
import type { Instant, TokenId } from '../../domain/ids.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { advanceActiveToken } from '../../domain/tokens/advance-active-token.ts';
import { matchToken } from '../../domain/tokens/match.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { ListedActiveToken } from '../../ports/github.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { isOwnerNow } from '../people/authorize.ts';
import { isMachineUser } from '../people/find-holder.ts';
import { attachAgreement } from './attach-agreement.ts';
import { tokenContext } from './load-token-context.ts';
import {
  type Observed,
  recordActiveToken,
  refreshActiveToken,
  type Standing,
  scopeOfActiveToken,
} from './record-active-token.ts';
import { settleApproved } from './settle-approved.ts';
import { unlessItsOwn404 } from './skip-if-deleted.ts';
import { listingLagMs } from './was-let-in.ts';

/** Brings our rows of ActiveTokens in step with GitHub's list. */
export async function reconcileActiveTokens(ports: Ports, governed: GovernedOrganization): Promise<void> {
  const { organization } = governed;
  const startedAt = ports.clock.now();
  const before = await ports.store.livingActiveTokens(organization.id);
  const listed = await ports.github.activeTokens(organization.login);
  const shown = new Set(listed.map(grantKey));
  const missing = before.filter((token) => !shown.has(grantKey(token)));
  const superseded = missing.length > 0 ? await concludeMissing(ports, governed, missing) : new Set<TokenId>();
  const pass: Pass = { startedAt, superseded };
  const reread = new Set(
    before
      .filter(({ scope }) => scope.access.selection === 'subset')
      .toSorted((one, other) => one.repositoriesReadAt - other.repositoriesReadAt)
      .slice(0, rereadsPerPass)
      .map(grantKey),
  );
  const living = new Map(before.map((token) => [grantKey(token), token]));
  const approved = (await ports.store.openRequests(organization.id)).filter(({ status }) => status === 'approved');
  let unread = 0;
  for (const [index, token] of listed.entries()) {
    // The store answers at once: without a pause a click would wait for the whole list (Slack waits 3 s).
    if (index % tokensPerTurn === tokensPerTurn - 1) await new Promise((resolve) => setImmediate(resolve));
    const isReread = reread.has(grantKey(token));
    const row = living.get(grantKey(token));
    // Most are as they were: what would only be loaded to find that out is not loaded.
    if (row !== undefined && !isReread && (await isAsKnown(ports, governed, row, token, approved))) continue;
    const isRead = await unlessItsOwn404(ports, () => observe(ports, governed, token, isReread, approved, pass));
    if (!isRead) unread += 1;
  }
  if (unread > 0) throw new Fault('github', 'tokens_not_read', { isRetryable: true });
}

/** What one pass knows besides GitHub's list. */
type Pass = {
  readonly startedAt: Instant;
  /** Tokens whose grant gave way to a newer one in this pass. */
  readonly superseded: ReadonlySet<TokenId>;
};

/** A selection of repositories costs a call a token: those that were read longest ago are read again, so many in a pass. */
const rereadsPerPass = 25;
const tokensPerTurn = 10;

/** What GitHub shows now; the repositories as they were read last, unless it is their turn. */
async function scopeNow(
  ports: Ports,
  organization: string,
  listed: ListedActiveToken,
  known: ActiveToken | null,
  isReread: boolean,
): Promise<{ readonly scope: ActiveToken['scope']; readonly readAt: number }> {
  const kept = known?.scope.access;
  if (known === null || isReread || listed.selection !== 'subset' || kept?.selection !== 'subset') {
    const scope = await scopeOfActiveToken(ports, organization, listed);
    // Where there is no selection there is nothing that grows old.
    const isFresh = known === null || listed.selection === 'subset' || listed.selection !== kept?.selection;
    return { scope, readAt: isFresh ? ports.clock.now() : known.repositoriesReadAt };
  }
  const { permissions, expiresAt } = listed;
  return { scope: { permissions, access: kept, createdAt: null, expiresAt }, readAt: known.repositoriesReadAt };
}

function grantKey(token: Pick<ActiveToken, 'patId' | 'accessGrantedAt'>): string {
  return `${token.patId}@${token.accessGrantedAt}`;
}

async function broughtUpToDate(
  ports: Ports,
  governed: GovernedOrganization,
  row: ActiveToken,
  listed: ListedActiveToken,
  observed: Observed,
  approved: readonly TokenRequest[],
): Promise<Change> {
  const later = await attachAgreement(ports, governed, row, observed.scope, approved);
  const refreshed = await refreshActiveToken(ports, governed, row, listed, observed, later?.standing ?? null);
  return later === null ? refreshed : together(later.fulfilled, refreshed);
}

/** Whether GitHub shows a token just as its row has it, the repositories as they were read last. */
async function isAsKnown(
  ports: Ports,
  governed: GovernedOrganization,
  row: ActiveToken,
  listed: ListedActiveToken,
  approved: readonly TokenRequest[],
): Promise<boolean> {
  const { selection } = listed;
  if (selection === 'subset' && row.scope.access.selection !== 'subset') return false;
  const observed = await scopeNow(ports, governed.organization.login, listed, row, false);
  return (await broughtUpToDate(ports, governed, row, listed, observed, approved)) === noChange;
}

async function observe(
  ports: Ports,
  governed: GovernedOrganization,
  listed: ListedActiveToken,
  isReread: boolean,
  approved: readonly TokenRequest[],
  { startedAt, superseded }: Pass,
): Promise<void> {
  const { organization } = governed;
  const known = await ports.store.activeTokenByGrant(organization.id, listed.patId, listed.accessGrantedAt);
  // GitHub may list a token after its end; its row, if there is one, was ended by the clock.
  if (known === null && listed.isExpired) return;
  const hasEnded = listed.isExpired || (listed.expiresAt !== null && listed.expiresAt <= ports.clock.now());
  if (known?.status === 'expired' && hasEnded) return;
  if (known === null) {
    const waiting = await ports.store.latestPendingToken(organization.id, listed.tokenId);
    if (waiting !== null && ['open', 'held', 'approving', 'denying'].includes(waiting.status)) {
      const pending = await ports.github.pendingTokens(organization.login, [listed.tokenId]);
      if (!pending.some(({ patRequestId }) => patRequestId === waiting.patRequestId)) {
        await settleApproved(ports, governed, waiting.id, listed, null);
        return;
      }
    }
  }
  const { scope, readAt } = await scopeNow(ports, organization.login, listed, known, isReread);
  await commitDecision(ports, async () => {
    const current = await ports.store.activeTokenByGrant(organization.id, listed.patId, listed.accessGrantedAt);
    // It ended after the list was read: the list is the older word.
    if (current !== null && ['revoked', 'gone', 'expired'].includes(current.status) && current.changedAt >= startedAt)
      return { change: noChange };
    if (current !== null) {
      return { change: await broughtUpToDate(ports, governed, current, listed, { scope, readAt }, approved) };
    }
    const { standing, fulfilled } = await standingOf(ports, governed, listed, scope, superseded);
    return {
      change: together(fulfilled, await recordActiveToken(ports, governed, listed, { scope, readAt }, standing)),
    };
  });
}

/**
 * What a token without a PendingToken rests on: GitHub lets owners' tokens in without asking, and everybody's where approval is off.
 * It is matched by the same rule; a wider one is attached to the Agreement it exceeds, and flagged.
 */
async function standingOf(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  listed: ListedActiveToken,
  scope: ActiveToken['scope'],
  superseded: ReadonlySet<TokenId>,
): Promise<{ readonly standing: Standing; readonly fulfilled: Change }> {
  const at = ports.clock.now();
  const earlier = await ports.store.requestClaimedBy(listed.tokenId);
  const pending = await ports.store.latestPendingToken(organization.id, listed.tokenId);
  const createdAt = pending?.scope.createdAt ?? null;
  const granted = (await ports.store.latestActiveToken(organization.id, listed.tokenId))?.status;
  // Its access was ended, here or on github.com: what was agreed to before does not let it in again.
  const hasEnded = granted === 'revoked' || (granted === 'gone' && !superseded.has(listed.tokenId));
  if (earlier?.status === 'fulfilled' && !hasEnded) {
    return {
      standing: { agreement: earlier.agreement, requestNumber: earlier.number, createdAt, isTold: true },
      fulfilled: noChange,
    };
  }
  const requests = await ports.store.matchableRequests(organization.id, listed.holder.githubId);
  const match = matchToken(
    {
      holder: listed.holder.githubId,
      tokenId: listed.tokenId,
      tokenName: listed.tokenName,
      scope,
      isMachineUser: isMachineUser(ports, listed.holder),
    },
    requests,
    at,
    policy.lapse.unusedDays,
  );
  const request =
    match.kind === 'exact' || match.kind === 'within' || match.kind === 'exceeds'
      ? requests.find(({ number }) => number === match.number)
      : undefined;
  // A token of another name that is wider than an approval was not made under it.
  const isMeant = match.kind !== 'exceeds' || request?.tokenName === listed.tokenName;
  if (request?.agreement && isMeant) {
    const fulfilled = advanceRequest(request, { act: 'fulfil', tokenId: listed.tokenId }, at);
    if (!isRefusal(fulfilled)) {
      return {
        standing: { agreement: request.agreement, requestNumber: request.number, createdAt, isTold: true },
        fulfilled,
      };
    }
  }
  // Those of the first listing are recorded as found; nobody is asked about them.
  // Where a webhook told of an approval, or nobody could look when it was granted, GitHub may well have asked.
  const mayTell = organization.baselinedAt !== null && !(await mayHaveBeenAsked(ports, organization, listed));
  const isHolderOwner = mayTell ? await isOwnerNow(ports, organization, listed.holder) : null;
  return {
    standing: { agreement: null, requestNumber: null, createdAt, isTold: false, isHolderOwner },
    fulfilled: noChange,
  };
}

/** Whether somebody may have let the token in on github.com before we saw it wait. */
async function mayHaveBeenAsked(ports: Ports, organization: Organization, listed: ListedActiveToken): Promise<boolean> {
  // As it was before this pass: what waits was last looked at then.
  const { pendingListedAt } = organization;
  if (pendingListedAt === null || ports.clock.now() - pendingListedAt > listingLagMs) return true;
  return ports.store.wasApprovalTold(listed.tokenId);
}

/** Tokens that a complete listing no longer shows: pages are no snapshot, so each is asked for by id before it is called gone. */
async function concludeMissing(
  ports: Ports,
  governed: GovernedOrganization,
  missing: readonly ActiveToken[],
): Promise<ReadonlySet<TokenId>> {
  const superseded = new Set<TokenId>();
  const { login } = governed.organization;
  const found = await ports.github.activeTokens(
    login,
    missing.map(({ tokenId }) => tokenId),
  );
  const alive = new Set(found.map(grantKey));
  for (const token of missing) {
    if (alive.has(grantKey(token))) continue;
    // Let in anew after an edit: its row of now says all, and nothing has gone.
    const isSuperseded = found.some(({ tokenId }) => tokenId === token.tokenId);
    if (isSuperseded) superseded.add(token.tokenId);
    await commitDecision(ports, async () => {
      const at = ports.clock.now();
      const current = await ports.store.activeToken(token.id);
      if (current === null) return { change: noChange };
      // Whoever carries its revocation out goes on with the new grant.
      if (isSuperseded && current.status === 'revoking') return { change: noChange };
      const hasExpired = current.scope.expiresAt !== null && current.scope.expiresAt <= at;
      const act = isSuperseded
        ? 'supersede'
        : hasExpired
          ? 'expire'
          : current.status === 'revoking'
            ? 'observe_revoked'
            : 'vanish';
      return { change: advanceActiveToken(current, { act }, at, await tokenContext(ports, current)) ?? noChange };
    });
  }
  return superseded;
}
