// What the clock alone decides of a living grant: its end, and the deadline of a flagged one. Only after a listing that is newer than the
// instant: GitHub lets a holder prolong a token in its last minute, and narrow one in the last minute of its grace, without telling anybody.
import { noChange } from '../change.ts';
import { dayMs, type Instant } from '../ids.ts';
import { advanceActiveToken } from './advance-active-token.ts';
import { contextOf, type Dossier, livingGrants } from './dossier.ts';
import { allowed, forEachRow, type Rule } from './rule.ts';
import type { Drift } from './token.ts';

function wasListedSince({ organization }: Dossier, at: Instant): boolean {
  return (organization.activeListedAt ?? 0) >= at;
}

export const expireGrants: Rule = forEachRow(livingGrants, (row, dossier, _sighting, now) => {
  const { expiresAt } = row.scope;
  if (expiresAt === null || expiresAt > now || !wasListedSince(dossier, expiresAt)) return noChange;
  return allowed(advanceActiveToken(row, { act: 'expire' }, now, contextOf(dossier, row)));
});

/** Revokes, or says so once more: what both the policy that was told to people and the one of today say. */
export const endDrift: Rule = forEachRow(
  ({ activeTokens }) => activeTokens.filter(({ status }) => status === 'exceeding'),
  (row, dossier, _sighting, now) => {
    const { drift } = row;
    if (drift === null || drift.deadlineAt === null || drift.deadlineAt > now) return noChange;
    if (!wasListedSince(dossier, drift.deadlineAt) || !couldDecide(dossier, now)) return noChange;
    const context = contextOf(dossier, row);
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

function mayRevoke({ outcome }: Drift, { policy }: Dossier): boolean {
  return outcome === 'revoke' && policy.drift.outcome === 'revoke';
}

/** As long as nobody could accept it here, nobody was late: a day after an outage. */
function couldDecide({ organization: { upSince } }: Dossier, now: Instant): boolean {
  return upSince !== null && now - upSince >= dayMs;
}
