// The first sight of a grant: the row, what it is held to, its notices, and who has to be told. A grant that takes over from an older one
// of the same token takes over its flagged excess, its deadline and its card as well: an edit does not wash them off.
import { canonicalJson } from '../canonical-json.ts';
import type { Change } from '../change.ts';
import { redactCredentials } from '../credential.ts';
import { dayMs, type Instant, type RequestNumber } from '../ids.ts';
import { planNotices } from '../notices/plan-notices.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { isOnlyProlonged } from '../requests/renewal.ts';
import type { ActualScope, Agreement, Excess } from '../scope/agreement.ts';
import { excess } from '../scope/scope.ts';
import { effectKey, post, redraw } from '../step.ts';
import { cleanLine } from '../user-text.ts';
import { postCard, tellExceeding } from './advance-active-token.ts';
import { resting, restingSinceItsEnd, restingUnder } from './advance-drift.ts';
import { type Dossier, fromFirstSight } from './dossier.ts';
import { findActiveToken } from './find-active-token.ts';
import { activeTokenId, grantKey, type ListedActiveToken, type Question, type Sighting } from './sighting.ts';
import { type ActiveToken, type Drift, isLiving } from './token.ts';

/** What a grant rests on. */
export type Standing = {
  readonly agreement: Agreement | null;
  readonly requestNumber: RequestNumber | null;
  /** Where nobody agreed to it and nobody was told of it yet: whether the organization seems not to require approval. Null otherwise. */
  readonly unasked: { readonly isApprovalOff: boolean } | null;
};

/** From when it is seen; a deadline that runs is not put off by yet another excess, and one that counted and stopped goes on where it did. */
export function driftOf(known: Drift | null, policy: OrganizationPolicy, at: Instant): Drift {
  if (known?.deadlineAt != null) return known;
  if (known?.leftMs === undefined) return newDrift(known?.since ?? at, policy, at);
  const next = newDrift(at, policy, at);
  // While the organization was observed nobody was told of anything that counts.
  if (known.outcome === 'would_revoke' && next.outcome !== 'would_revoke') return next;
  const deadlineAt = at + Math.min(policy.drift.graceDays * dayMs, known.leftMs);
  return { ...next, deadlineAt, ...(known.putOffUntil !== undefined && { putOffUntil: deadlineAt }) };
}

/** An older grant's, as it goes on. That its holder is asked about a later end keeps nothing wider from the reviewers. */
function passedOn(known: Drift | null, over: readonly Excess[], policy: OrganizationPolicy, at: Instant): Drift {
  const drift = driftOf(known, policy, at);
  const { askedUntil: _, ...told } = drift;
  return isOnlyProlonged({ excess: over }) ? drift : told;
}

/** A deadline of its own, a day away at least. */
export function newDrift(since: Instant, { drift, mode }: OrganizationPolicy, at: Instant): Drift {
  const outcome = mode === 'observe' && drift.outcome === 'revoke' ? 'would_revoke' : drift.outcome;
  return { since, deadlineAt: at + drift.graceDays * dayMs, outcome };
}

/** The zone for planning, or the Question; nobody to write to means the channel's mornings. */
export function zoneFor({ holder }: Dossier, { facts }: Sighting, scope: ActualScope): string | Question {
  if (holder.slackId === null || scope.expiresAt === null) return 'UTC';
  return facts.zone ?? { ask: 'zone', slackId: holder.slackId };
}

export function recordGrant(
  dossier: Dossier,
  listed: ListedActiveToken,
  seen: { readonly scope: ActualScope; readonly readAt: Instant },
  standing: Standing,
  sighting: Sighting,
  now: Instant,
): Change | Question {
  const { organization, policy, holder, requests, tokenId } = dossier;
  const scope = fromFirstSight(dossier, seen.scope);
  const zone = zoneFor(dossier, sighting, scope);
  if (typeof zone !== 'string') return zone;
  const { agreement } = standing;
  const over = agreement === null ? [] : excess(agreement, scope);
  const isExceeding = over.length > 0;
  const isBaseline = organization.baselinedAt === null && agreement === null;
  const others = dossier.activeTokens.filter((row) => grantKey(row) !== grantKey(listed));
  const before = others.findLast(isLiving) ?? others.at(-1) ?? null;
  const known = before === null ? null : isLiving(before) ? before.drift : restingSinceItsEnd(before);
  const isHeldToTheSame = canonicalJson(before?.agreement ?? null) === canonicalJson(agreement);
  const row: ActiveToken = {
    id: activeTokenId(organization.id, listed),
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
    repositoriesReadAt: seen.readAt,
    requestNumber: standing.requestNumber,
    agreement,
    excess: over,
    drift: isExceeding
      ? passedOn(known, over, policy, now)
      : isHeldToTheSame
        ? resting(known, now)
        : restingUnder(agreement, known, now),
    revocation: null,
    isBaseline,
    lastUsedAt: listed.lastUsedAt,
    unused: null,
    firstSeenAt: now,
    changedAt: now,
  };
  // The reviewers' card of the older grant goes on with this one.
  const isFlagged =
    before?.drift?.deadlineAt != null &&
    isLiving(before) &&
    dossier.copies.some(({ subject }) => subject.of === 'active_token' && subject.id === before.id);
  // What is there at the first listing is recorded as found, without a word on each.
  const unasked = isBaseline ? null : standing.unasked;
  const effects = [
    ...requests
      .filter(({ claimedByTokenId }) => claimedByTokenId === tokenId)
      .map(({ number }) => redraw({ of: 'request', number })),
    ...(isExceeding && !isFlagged ? tellExceeding(row, holder.slackId) : []),
    ...(unasked === null ? [] : postCard(row)),
    ...(unasked?.isApprovalOff === true
      ? // Once an organization: the first token of somebody who owns nothing that was let in without anybody being asked.
        post(organization.id, 'reviewers', effectKey.once('approval_off', organization.id), {
          kind: 'approval_off',
          id: row.id,
        })
      : []),
  ];
  const { reminderDays } = policy;
  const notices = planNotices(row, dossier.notices, { zone, reminderDays, from: now, owesEnd: !isBaseline });
  return findActiveToken(row, now, notices, effects);
}
