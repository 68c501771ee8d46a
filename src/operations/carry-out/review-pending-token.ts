import { type Change, noChange, together } from '../../domain/change.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { advanceRequest, standingReview } from '../../domain/requests/advance-request.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import { excess } from '../../domain/scope/scope.ts';
import { advancePendingToken, standingReviewOfToken } from '../../domain/tokens/advance-pending-token.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';
import { mayStillDecide } from '../people/authorize.ts';
import { holderInSlack } from '../people/find-holder.ts';
import { pendingTokenAfter } from '../watch/pending-token-after.ts';
import { scopeOfPendingToken } from '../watch/reconcile-pending-tokens.ts';
import { releaseClaim } from '../watch/release-claim.ts';
import { settleApproved } from '../watch/settle-approved.ts';
import { listingLagMs, wasLetIn } from '../watch/was-let-in.ts';

/**
 * Carries out the approval or denial of a PendingToken on GitHub. Authority and scope are read again just before; whatever GitHub
 * answers, its lists decide what became of it. Throws a Fault where it has to be tried again.
 */
export async function reviewPendingToken(ports: Ports, id: string, act: 'approve' | 'deny'): Promise<void> {
  const token = await ports.store.pendingToken(id);
  if (token === null || token.status !== (act === 'approve' ? 'approving' : 'denying')) return;
  const governed = await organizationOf(ports, token.organizationId);
  const { login } = governed.organization;
  const waiting = async () =>
    (await ports.github.pendingTokens(login, [token.tokenId])).find(
      ({ patRequestId }) => patRequestId === token.patRequestId,
    );
  // An earlier try whose answer was lost, or a decision on github.com: nothing is sent again, whoever may decide by now.
  if ((await waiting()) === undefined) return readBack(ports, governed, token);

  if (act === 'approve') {
    const objection = await objectionTo(ports, governed, token);
    if (objection !== null) return giveBack(ports, token, objection, governed);
  } else {
    const reviewer = standingReviewOfToken(token)?.by;
    if (reviewer === undefined || !(await mayStillDecide(ports, governed.organization, reviewer))) {
      return giveBack(
        ports,
        token,
        { why: 'the reviewer is no longer an owner', reopensRequest: false, heldWhy: null },
        governed,
      );
    }
  }

  // Read last, right before the call: GitHub's review names no version, so this is all that stands between a late edit and an approval.
  const listed = await waiting();
  if (listed === undefined) return readBack(ports, governed, token);
  if (act === 'approve') {
    const scope = await scopeOfPendingToken(ports, login, listed);
    // Edited between the decision and now (T9): what was agreed is not what would become active.
    if (token.agreement === null || excess(token.agreement, scope).length > 0) {
      return giveBack(ports, token, { why: 'its scope changed', reopensRequest: false, heldWhy: null }, governed);
    }
  }
  const still = await ports.store.pendingToken(id);
  if (still === null || still.version !== token.version) return;
  const answer = await ports.github.reviewPendingToken(login, token.patRequestId, act, reasonFor(token, act));
  await readBack(ports, governed, token);
  const after = await ports.store.pendingToken(id);
  if (after?.status !== token.status) return;
  // Still waiting on GitHub: a refusal is final, anything else is tried again.
  if (
    answer.outcome === 'unknown' &&
    answer.status >= 400 &&
    answer.status < 500 &&
    answer.status !== 429 &&
    answer.retryAfterSeconds === null
  ) {
    const why = `GitHub refused it (${answer.status})`;
    return giveBack(ports, token, { why, reopensRequest: false, heldWhy: 'github_refused' }, governed);
  }
  throw new Fault('github', 'review_not_applied', {
    isRetryable: true,
    retryAfterSeconds: answer.outcome === 'unknown' ? answer.retryAfterSeconds : null,
  });
}

/** GitHub mails a denial's reason to the holder, and keeps an approval's. At most 1024 characters. */
function reasonFor(token: PendingToken, act: 'approve' | 'deny'): string | null {
  const review = standingReviewOfToken(token);
  if (act === 'deny') return review?.reason?.slice(0, 1_024) ?? null;
  if (review !== null) return `Approved by ${review.by.login} through Countersign`;
  return 'number' in token.match ? `Approved through Countersign as ${requestName(token.match.number)}` : null;
}

type Objection = {
  readonly why: string;
  readonly reopensRequest: boolean;
  /** Set where matching it again would only come to the same: it is held for a person then. */
  readonly heldWhy: PendingToken['heldWhy'];
};

/** Whoever the approval rests on must still be a reviewer, and whoever asked still a member (T1, T10). */
async function objectionTo(
  ports: Ports,
  { organization }: GovernedOrganization,
  token: PendingToken,
): Promise<Objection | null> {
  const request = await ports.store.requestClaimedBy(token.tokenId);
  const reviewer = reviewerOf(token, request);
  if (reviewer === null || reviewer.githubId === token.holder.githubId) {
    return { why: 'no reviewer stands for it', reopensRequest: true, heldWhy: null };
  }
  if (!(await mayStillDecide(ports, organization, reviewer))) {
    return { why: `${reviewer.login} is no longer an owner`, reopensRequest: true, heldWhy: null };
  }
  const membership = await ports.github.membership(organization.login, token.holder, 10_000);
  if (membership?.isActive !== true) {
    return { why: 'its holder is no longer a member', reopensRequest: false, heldWhy: 'not_a_member' };
  }
  return null;
}

function reviewerOf(token: PendingToken, request: TokenRequest | null): LinkedPerson | null {
  const review = standingReviewOfToken(token) ?? (request === null ? null : standingReview(request));
  return review?.act === 'approve' ? review.by : null;
}

/** Not approved and not denied: the token is open again and held for a person, with the reason; the claim is given back. */
async function giveBack(
  ports: Ports,
  token: PendingToken,
  objection: Objection,
  { policy }: GovernedOrganization,
): Promise<void> {
  const holder = await holderInSlack(ports, token.holder);
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const current = await ports.store.pendingToken(token.id);
    if (current === null) return { change: noChange };
    const opened = advancePendingToken(current, { act: 'reopen', why: objection.why }, at, holder);
    if (isRefusal(opened)) return opened;
    let given = opened;
    if (objection.heldWhy !== null) {
      const row = pendingTokenAfter(opened, current.id);
      const held = advancePendingToken(row, { act: 'hold', match: row.match, why: objection.heldWhy }, at, holder);
      if (isRefusal(held)) return held;
      given = together(opened, held);
    }
    const request = await ports.store.requestClaimedBy(token.tokenId);
    let released: Change = noChange;
    if (request?.status === 'claimed' && objection.reopensRequest) {
      const { undecidedDays } = policy.lapse;
      const reopened = advanceRequest(request, { act: 'reopen', why: objection.why, undecidedDays }, at);
      if (!isRefusal(reopened)) released = reopened;
    } else {
      released = await releaseClaim(ports, current, objection.why);
    }
    return { change: together(given, released) };
  });
  // It is matched again at once, as it is now on GitHub.
  ports.wake.reconcile();
}

/** Reads what became of it from the lists, which are the truth. Nothing where it still waits. */
async function readBack(ports: Ports, governed: GovernedOrganization, token: PendingToken): Promise<void> {
  const { login } = governed.organization;
  const pending = await ports.github.pendingTokens(login, [token.tokenId]);
  if (pending.some(({ patRequestId }) => patRequestId === token.patRequestId)) return;
  const active = (await ports.github.activeTokens(login, [token.tokenId])).find(
    ({ tokenId }) => tokenId === token.tokenId,
  );
  const isReplaced = pending.length > 0;
  if (active !== undefined && !isReplaced && (await wasLetIn(ports, login, token, active, null))) {
    return settleApproved(ports, governed, token.id, active, null);
  }
  if (token.status === 'approving' && !isReplaced && ports.clock.now() - token.changedAt < listingLagMs) {
    throw new Fault('github', 'not_listed_yet', { isRetryable: true });
  }
  const holder = await holderInSlack(ports, token.holder);
  await commitDecision(ports, async () => {
    const current = await ports.store.pendingToken(token.id);
    if (current === null || current.status !== token.status) return { change: noChange };
    const act = token.status === 'denying' ? 'observe_denied' : isReplaced ? 'cancel' : 'vanish';
    const ended = advancePendingToken(current, { act, by: null }, ports.clock.now(), holder);
    if (isRefusal(ended)) return ended;
    return { change: together(ended, await releaseClaim(ports, current, 'the token no longer waits on GitHub')) };
  });
}
