// What the clock alone decides of a living grant: its end, and the deadline of a flagged one. Only after a listing that is newer than the
// instant: GitHub lets a holder prolong a token in its last minute, and narrow one in the last minute of its grace, without telling anybody.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import { type DeadlineVerdict, judgeDeadline, outageMs } from '../notices/deadline.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { isRenewalOf } from '../requests/renews.ts';
import { advanceActiveToken } from './advance-active-token.ts';
import { allowed, type ConclusionRule, forEachRow } from './conclusion-rule.ts';
import { contextOf, type Dossier, livingGrants } from './dossier.ts';
import { wasListedSince } from './listed-since.ts';
import { newDrift } from './record-grant.ts';
import { type ActiveToken, type Drift, deadlineOf } from './token.ts';

export const expireGrants: ConclusionRule = forEachRow(livingGrants, (row, dossier, _sighting, now) => {
  const { expiresAt } = row.scope;
  if (expiresAt === null || expiresAt > now || !wasListedSince(dossier, expiresAt)) return noChange;
  return allowed(advanceActiveToken(row, { act: 'expire' }, now, contextOf(dossier, row)));
});

/** Revokes, or says so once more: what both the policy that was told to people and the one of today say. */
export const endDrift: ConclusionRule = forEachRow(
  ({ activeTokens }) => activeTokens.filter(({ status }) => status === 'exceeding'),
  (row, dossier, _sighting, now) => {
    const { drift } = row;
    if (drift === null || drift.deadlineAt === null) return noChange;
    const context = contextOf(dossier, row);
    const verdict = judgeDrift(drift, drift.deadlineAt, dossier, now);
    if (verdict.is === 'running') return noChange;
    if (verdict.is === 'prolonged') {
      return allowed(advanceActiveToken(row, { act: 'extend', until: verdict.until }, now, context));
    }
    return allowed(
      mayRevoke(drift, dossier)
        ? advanceActiveToken(
            row,
            { act: 'start_revoking', revocation: { by: null, as: 'policy', reason: '', at: now, refused: null } },
            now,
            context,
          )
        : advanceActiveToken(row, { act: 'pass_deadline' }, now, context),
    );
  },
);

/**
 * A day after its holder was asked, the reviewers are told of a prolonged token, unless a request for it waits for them: that has told them.
 * One that they approved has not: it allows less than the token took, or the token would be within it.
 */
export const tellProlonged: ConclusionRule = forEachRow(
  ({ activeTokens }) => activeTokens.filter(({ status }) => status === 'exceeding'),
  (row, dossier, _sighting, now) => {
    const askedUntil = row.drift?.askedUntil;
    if (askedUntil === undefined || askedUntil > now || !wasListedSince(dossier, askedUntil)) return noChange;
    const isPut = dossier.requests.some(
      (request) => isRenewalOf(request, dossier.tokenId) && request.status === 'pending',
    );
    if (isPut) return noChange;
    const act = { act: 'ask_channel', toldAt: toldAt(askedUntil, dossier, now) } as const;
    return allowed(advanceActiveToken(row, act, now, contextOf(dossier, row)));
  },
);

/**
 * From when the reviewers' day counts: lists come late by an outage, and by less than one at any time. Later than that only a request has kept
 * it from them, which told them itself: whoever takes that back in the last hour gains nothing.
 */
function toldAt(askedUntil: Instant, { organization: { upSince } }: Dossier, now: Instant): Instant {
  return Math.min(now, Math.max(askedUntil, upSince ?? now) + outageMs);
}

function mayRevoke({ outcome }: Drift, { policy }: Pick<Dossier, 'policy'>): boolean {
  return outcome === 'revoke' && policy.drift.outcome === 'revoke' && policy.mode === 'enforce';
}

/** When the policy revokes it unless somebody approves it before; null where it does not. */
export function revokesAt({ status, drift }: ActiveToken, policy: OrganizationPolicy): Instant | null {
  if (status !== 'exceeding' || drift === null || !mayRevoke(drift, { policy })) return null;
  return deadlineOf(drift);
}

/** Whether its deadline has come, or means something else by now: `endDrift` and `moveDeadlineWithMode` say what follows. */
export function isDriftDue({ drift }: ActiveToken, { mode }: OrganizationPolicy, now: Instant): boolean {
  if (drift === null) return false;
  const { deadlineAt, askedUntil } = drift;
  const isDue = (at: Instant | null | undefined): boolean => at != null && at <= now;
  return isDue(deadlineAt) || isDue(askedUntil) || isOfOtherMode(drift, mode);
}

function isOfOtherMode({ outcome, deadlineAt }: Drift, mode: OrganizationPolicy['mode']): boolean {
  return mode === 'observe' ? outcome === 'revoke' && deadlineAt !== null : outcome === 'would_revoke';
}

/**
 * What the policy's mode makes of the deadline of a flagged token. Where it only observes by now, the deadline shows what would be done. Where it enforces
 * again, the holder was told of nothing that counts: the whole time to narrow it begins now.
 */
export const moveDeadlineWithMode: ConclusionRule = forEachRow(
  ({ activeTokens }) => activeTokens.filter(({ status }) => status === 'exceeding'),
  (row, dossier, _sighting, now) => {
    const { policy } = dossier;
    const { drift } = row;
    const step = (next: Drift): Change =>
      allowed(
        advanceActiveToken(row, { act: 'follow_mode', mode: policy.mode, drift: next }, now, contextOf(dossier, row)),
      );
    if (drift === null || !isOfOtherMode(drift, policy.mode)) return noChange;
    return step(policy.mode === 'observe' ? { ...drift, outcome: 'would_revoke' } : newDrift(drift.since, policy, now));
  },
);

/** As long as nobody could accept it here, nobody was late: a day after an outage, and that once. */
function judgeDrift({ putOffUntil }: Drift, deadlineAt: Instant, dossier: Dossier, now: Instant): DeadlineVerdict {
  const { upSince, activeListedAt: listedAt } = dossier.organization;
  const deadline = { at: putOffUntil ?? deadlineAt, prolongedAt: putOffUntil ?? null };
  return judgeDeadline(deadline, { upSince, listedAt }, now, wasListedSince(dossier, deadline.at));
}
