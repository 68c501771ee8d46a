import { canonicalJson } from '../../domain/canonical-json.ts';
import { type Change, type Effect, noChange, together } from '../../domain/change.ts';
import { redactCredentials } from '../../domain/credential.ts';
import { dayMs, type Instant, type RequestNumber } from '../../domain/ids.ts';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import { type ActualScope, type Agreement, agreementTo, type Excess } from '../../domain/scope/agreement.ts';
import { excess } from '../../domain/scope/scope.ts';
import {
  type ActiveTokenAct,
  advanceActiveToken,
  findActiveToken,
  type Observation,
  postCard,
  sameScope,
  type TokenContext,
  tellExceeding,
} from '../../domain/tokens/advance-active-token.ts';
import type { ActiveToken, Drift } from '../../domain/tokens/token.ts';
import { cleanLine } from '../../domain/user-text.ts';
import type { ListedActiveToken } from '../../ports/github.ts';
import type { Ports } from '../../ports/ports.ts';
import { planNotices } from '../due/plan-notices.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { holderInSlack } from '../people/find-holder.ts';
import { tokenContext } from './load-token-context.ts';

export async function scopeOfActiveToken(
  ports: Ports,
  organization: string,
  listed: ListedActiveToken,
): Promise<ActualScope> {
  return {
    permissions: listed.permissions,
    access:
      listed.selection === 'subset'
        ? {
            selection: 'subset',
            repositories: await ports.github.repositoriesOfActiveToken(organization, listed.patId),
          }
        : { selection: listed.selection },
    createdAt: null,
    expiresAt: listed.expiresAt,
  };
}

/** What GitHub shows, and when the list of repositories was read. */
export type Observed = { readonly scope: ActualScope; readonly readAt: Instant };

export type Standing = {
  readonly agreement: Agreement | null;
  readonly requestNumber: RequestNumber | null;
  readonly createdAt: number | null;
  /** Somebody was already told of this token; otherwise an unclaimed one is told to the channel. */
  readonly isTold: boolean;
  /** Whether its holder owns the organization: GitHub lets owners' tokens in without asking. Null where that was not asked. */
  readonly isHolderOwner?: boolean | null;
};

/** From when it is seen; a deadline that runs is not put off by yet another excess. */
function driftOf(known: Drift | null, { drift }: OrganizationPolicy, at: Instant): Drift {
  if (known?.deadlineAt != null) return known;
  return { since: known?.since ?? at, deadlineAt: at + drift.graceDays * dayMs, outcome: drift.outcome };
}

/** The Change that records a token's first sight as active, or brings a known row up to date. */
export async function recordActiveToken(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  listed: ListedActiveToken,
  observed: Observed,
  standing: Standing,
): Promise<Change> {
  const at = ports.clock.now();
  const known = await ports.store.activeTokenByGrant(organization.id, listed.patId, listed.accessGrantedAt);
  // Let in again after an edit: from now on it is held to what was agreed last.
  if (known !== null) return refreshActiveToken(ports, { organization, policy }, known, listed, observed, standing);
  const holder = await holderInSlack(ports, listed.holder);
  const scope: ActualScope = { ...observed.scope, createdAt: standing.createdAt };
  const over = standing.agreement === null ? [] : excess(standing.agreement, scope);
  const isBaseline = organization.baselinedAt === null && standing.agreement === null;
  const isExceeding = over.length > 0;
  const row: ActiveToken = {
    id: ports.ids.next(),
    organizationId: organization.id,
    patId: listed.patId,
    tokenId: listed.tokenId,
    accessGrantedAt: listed.accessGrantedAt,
    version: 1,
    revision: 1,
    status: isExceeding ? 'exceeding' : 'active',
    holder: listed.holder,
    tokenName: redactCredentials(cleanLine(listed.tokenName)),
    scope,
    repositoriesReadAt: observed.readAt,
    requestNumber: standing.requestNumber,
    agreement: standing.agreement,
    excess: over,
    drift: isExceeding ? driftOf(null, policy, at) : null,
    revocation: null,
    isBaseline,
    lastUsedAt: listed.lastUsedAt,
    firstSeenAt: at,
    changedAt: at,
  };
  const isUnclaimed = standing.agreement === null && !isBaseline && !standing.isTold;
  const shownBy = await ports.store.requestsOfToken(organization.id, row.tokenId);
  const effects: Effect[] = [
    ...shownBy.map(({ number }) => ({ kind: 'redraw', subject: { of: 'request', number } }) as const),
    ...(isExceeding ? tellExceeding(row, holder) : []),
    ...(isUnclaimed ? postCard(row) : []),
    ...(isUnclaimed && standing.isHolderOwner === false ? [tellApprovalOff(row)] : []),
  ];
  return findActiveToken(row, at, await planNotices(ports, policy, row, holder), effects);
}

/** Once an organization: the first token of somebody who owns nothing that was let in without anybody being asked. */
function tellApprovalOff({ id, organizationId }: ActiveToken): Effect {
  return {
    kind: 'post',
    key: `approval_off:${organizationId}`,
    to: { to: 'reviewers', organizationId },
    message: { kind: 'approval_off', id },
  };
}

function actOf(
  known: ActiveToken,
  observation: Observation,
  over: readonly Excess[],
  isNewlyAgreed: boolean,
  drift: Drift,
): ActiveTokenAct {
  if (known.status === 'gone' || known.status === 'revoked' || known.status === 'expired') {
    return { act: 'come_back', ...observation };
  }
  const hasChangedExcess = canonicalJson(known.excess) !== canonicalJson(over);
  // Active again after a revocation that was refused: still too wide, and flagged anew.
  if (over.length > 0 && (hasChangedExcess || known.status === 'active')) {
    return { act: 'exceed', excess: over, drift, ...observation };
  }
  if (over.length === 0 && isNewlyAgreed) return { act: 'attach', ...observation };
  return over.length === 0 && known.status === 'exceeding'
    ? { act: 'settle', ...observation }
    : { act: 'observe', ...observation };
}

/** A token that comes back wider than agreed is flagged in the same commit: nobody is to see it as plainly active. */
function alsoExceeding(
  back: Change,
  observation: Observation,
  over: readonly Excess[],
  drift: Drift,
  context: TokenContext,
): Change {
  const write = back.writes.find(({ table }) => table === 'active_tokens');
  if (write?.table !== 'active_tokens') return back;
  const act = { act: 'exceed', excess: over, drift, ...observation } as const;
  const flagged = advanceActiveToken(write.row, act, drift.since, { ...context, planned: [] });
  return flagged === null ? back : together(back, flagged);
}

/** Brings a known row in step with what GitHub shows: a moved expiry replans its notices, a wider scope is flagged. */
export async function refreshActiveToken(
  ports: Ports,
  { policy }: GovernedOrganization,
  known: ActiveToken,
  listed: ListedActiveToken,
  observed: Observed,
  standing: Standing | null = null,
): Promise<Change> {
  const at = ports.clock.now();
  // What was revoked was agreed to no longer.
  const before = known.status === 'revoked' ? null : known.agreement;
  const agreement = standing?.agreement ?? before;
  const scope: ActualScope = { ...observed.scope, createdAt: known.scope.createdAt };
  const observation: Observation = {
    scope,
    tokenName: redactCredentials(cleanLine(listed.tokenName)),
    holder: listed.holder,
    repositoriesReadAt: observed.readAt,
    lastUsedAt: listed.lastUsedAt,
    agreement,
    requestNumber: standing?.agreement == null ? known.requestNumber : standing.requestNumber,
  };
  const over = agreement === null ? [] : excess(agreement, scope);
  const isNewlyAgreed = agreement !== before && canonicalJson(agreement) !== canonicalJson(before);
  const isSame =
    !isNewlyAgreed &&
    observation.tokenName === known.tokenName &&
    listed.holder.login === known.holder.login &&
    sameScope(known.scope, scope) &&
    Math.abs((known.lastUsedAt ?? 0) - (observation.lastUsedAt ?? 0)) < dayMs &&
    known.repositoriesReadAt === observation.repositoriesReadAt &&
    canonicalJson(known.excess) === canonicalJson(over) &&
    (known.status === 'revoking' || over.length > 0 === (known.status === 'exceeding'));
  const isBack = known.status === 'gone' || known.status === 'revoked' || known.status === 'expired';
  if (isSame && !isBack) return noChange;
  const context = await tokenContext(ports, known);
  const act = actOf(known, observation, over, isNewlyAgreed, driftOf(known.drift, policy, at));
  const step = advanceActiveToken(known, act, at, context);
  if (step === null) return noChange;
  const change =
    isBack && over.length > 0 ? alsoExceeding(step, observation, over, driftOf(null, policy, at), context) : step;
  const needsPlan = isBack || known.scope.expiresAt !== scope.expiresAt;
  const writes = needsPlan ? await planNotices(ports, policy, { ...known, scope }, context.holder) : [];
  // Nobody agreed to it, and it is more than it was when the reviewers or the baseline saw it, or it was revoked before.
  const isNews =
    agreement === null &&
    (isBack ? known.status === 'revoked' : excess(agreementTo(known.scope, at), scope).length > 0);
  const effects = isNews ? postCard({ ...known, version: known.version + 1 }) : [];
  return together(change, { writes, entries: [], effects });
}
