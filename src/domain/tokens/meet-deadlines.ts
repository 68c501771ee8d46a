// What the clock alone decides of a living grant: its end, and the deadline of a flagged one. Only after a listing that is newer than the
// instant: GitHub lets a holder prolong a token in its last minute, and narrow one in the last minute of its grace, without telling anybody.
import { noChange } from '../change.ts';
import { dayMs, type Instant } from '../ids.ts';
import { advanceActiveToken } from './advance-active-token.ts';
import { contextOf, type Dossier, livingGrants } from './dossier.ts';
import { allowed, forEach, type Rule } from './rule.ts';
import type { ActiveToken } from './token.ts';

function wasListedSince({ organization }: Dossier, at: Instant): boolean {
  return (organization.activeListedAt ?? 0) >= at;
}

export const expireGrants: Rule = forEach(
  (dossier) => livingGrants(dossier),
  ({ id }, dossier, _sighting, now) => {
    const row = dossier.activeTokens.find((one) => one.id === id);
    const expiresAt = row?.scope.expiresAt ?? null;
    if (row === undefined || expiresAt === null || expiresAt > now || !wasListedSince(dossier, expiresAt)) {
      return noChange;
    }
    return allowed(advanceActiveToken(row, { act: 'expire' }, now, contextOf(dossier, row)));
  },
);

/** Revokes, or says so once more: what both the policy that was told to people and the one of today say. */
export const endDrift: Rule = forEach(
  (dossier) => dossier.activeTokens.filter(({ status }) => status === 'exceeding'),
  ({ id }, dossier, _sighting, now) => {
    const row = dossier.activeTokens.find((one) => one.id === id);
    const deadlineAt = row?.drift?.deadlineAt ?? null;
    if (row?.status !== 'exceeding' || deadlineAt === null || deadlineAt > now) return noChange;
    if (!wasListedSince(dossier, deadlineAt) || !couldDecide(dossier, now)) return noChange;
    const context = contextOf(dossier, row);
    return allowed(
      mayRevoke(row, dossier)
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

function mayRevoke({ drift }: ActiveToken, { policy }: Dossier): boolean {
  return drift?.outcome === 'revoke' && policy.drift.outcome === 'revoke';
}

/** As long as nobody could accept it here, nobody was late: a day after an outage. */
function couldDecide({ organization: { upSince } }: Dossier, now: Instant): boolean {
  return upSince !== null && now - upSince >= dayMs;
}
