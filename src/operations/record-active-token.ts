import {
  advanceActiveToken,
  findActiveToken,
  type Observation,
  sameScope,
  tell,
} from '../domain/advance-active-token.ts';
import type { ActualScope, Agreement } from '../domain/agreement.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type Change, noChange, together } from '../domain/change.ts';
import { redactCredentials } from '../domain/credential.ts';
import { dayMs, type Instant, type RequestNumber } from '../domain/ids.ts';
import type { ActiveToken } from '../domain/observed-token.ts';
import { excess } from '../domain/scope.ts';
import { cleanLine } from '../domain/user-text.ts';
import type { ListedActiveToken } from '../ports/github.ts';
import type { Ports } from '../ports/ports.ts';
import type { GovernedOrganization } from './find-organization.ts';
import { holderInSlack } from './holder-in-slack.ts';
import { planNotices } from './plan-notices.ts';

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
};

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
  const row: ActiveToken = {
    id: ports.ids.next(),
    organizationId: organization.id,
    patId: listed.patId,
    tokenId: listed.tokenId,
    accessGrantedAt: listed.accessGrantedAt,
    version: 1,
    status: over.length > 0 ? 'exceeding' : 'active',
    holder: listed.holder,
    tokenName: redactCredentials(cleanLine(listed.tokenName)),
    scope,
    repositoriesReadAt: observed.readAt,
    requestNumber: standing.requestNumber,
    agreement: standing.agreement,
    excess: over,
    isBaseline,
    lastUsedAt: listed.lastUsedAt,
    firstSeenAt: at,
    changedAt: at,
  };
  const isUnclaimed = standing.agreement === null && !isBaseline && !standing.isTold;
  const effects = [
    ...(over.length > 0 ? tell(row, 'exceeding', holder) : []),
    ...(isUnclaimed ? tell(row, 'unclaimed', null) : []),
  ];
  return findActiveToken(row, at, await planNotices(ports, policy, row, holder), effects);
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
  const agreement = standing?.agreement ?? known.agreement;
  const scope: ActualScope = { ...observed.scope, createdAt: known.scope.createdAt };
  const observation: Observation = {
    scope,
    tokenName: redactCredentials(cleanLine(listed.tokenName)),
    repositoriesReadAt: observed.readAt,
    lastUsedAt: listed.lastUsedAt,
    agreement,
    requestNumber: standing?.agreement == null ? known.requestNumber : standing.requestNumber,
  };
  const over = agreement === null ? [] : excess(agreement, scope);
  const isSame =
    agreement === known.agreement &&
    sameScope(known.scope, scope) &&
    Math.abs((known.lastUsedAt ?? 0) - (observation.lastUsedAt ?? 0)) < dayMs &&
    known.repositoriesReadAt === observation.repositoriesReadAt &&
    canonicalJson(known.excess) === canonicalJson(over);
  const isBack = known.status === 'gone' || known.status === 'revoked' || known.status === 'expired';
  if (isSame && !isBack) return noChange;
  const holder = await holderInSlack(ports, known.holder);
  const planned = await ports.store.plannedNotices(known.id);
  const context = { holder, planned };
  const hasChangedExcess = canonicalJson(known.excess) !== canonicalJson(over);
  const change = isBack
    ? advanceActiveToken(known, { act: 'come_back', ...observation }, at, context)
    : over.length > 0 && hasChangedExcess
      ? advanceActiveToken(known, { act: 'exceed', excess: over, ...observation }, at, context)
      : over.length === 0 && known.status === 'exceeding'
        ? advanceActiveToken(known, { act: 'settle', ...observation }, at, context)
        : advanceActiveToken(known, { act: 'observe', ...observation }, at, context);
  if (change === null) return noChange;
  const moved: ActiveToken = { ...known, scope };
  const needsPlan = isBack || known.scope.expiresAt !== scope.expiresAt;
  const writes = needsPlan ? await planNotices(ports, policy, moved, holder) : [];
  return together(change, { writes, entries: [], effects: [] });
}
