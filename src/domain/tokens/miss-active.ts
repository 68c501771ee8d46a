// A grant that the list no longer shows has given way to a newer one, has expired, was revoked, or was lost and nobody says why.
// Nothing is concluded before GitHub was asked for this very token.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { advanceActiveToken } from './advance-active-token.ts';
import { allowed, type ConclusionRule, forEachRow } from './conclusion-rule.ts';
import { after, contextOf, type Dossier, livingGrants } from './dossier.ts';
import { passCardOn } from './pass-card-on.ts';
import { grantKey } from './sighting.ts';
import { takesOver } from './takes-over.ts';
import type { ActiveToken } from './token.ts';

/** Whether it is gone by this, and nobody says why: its holder may have left. */
export function isLost({ entries }: Change): boolean {
  return entries.some(({ act }) => act === 'active_token.vanish');
}

export const missActive: ConclusionRule = forEachRow(livingGrants, (row, dossier, { active }, now) => {
  if (active === null) return noChange;
  const isListed = (one: ActiveToken): boolean => active.listed.some((listed) => grantKey(listed) === grantKey(one));
  if (isListed(row)) return noChange;
  if (!active.isById) return { ask: 'is_it_active' };
  const newer = livingGrants(dossier)
    .filter((one) => takesOver(one, row, dossier.pendingTokens))
    .findLast(isListed);
  if (newer !== undefined) return giveWay(row, newer, dossier, now);
  const hasExpired = row.scope.expiresAt !== null && row.scope.expiresAt <= now;
  const act = hasExpired ? 'expire' : row.status === 'revoking' ? 'observe_revoked' : 'vanish';
  return allowed(advanceActiveToken(row, { act }, now, contextOf(dossier, row)));
});

/**
 * Let in anew after an edit: nobody lost anything, so nobody is told, and its card goes on with the newer grant. A person's revocation
 * goes on as well; the policy's does not, since the newer grant has an Agreement of its own.
 */
function giveWay(row: ActiveToken, newer: ActiveToken, dossier: Dossier, now: Instant): Change {
  const ended = allowed(advanceActiveToken(row, { act: 'supersede' }, now, contextOf(dossier, row)));
  const passed = passCardOn(dossier, { of: 'active_token', id: row.id }, { of: 'active_token', id: newer.id });
  if (row.status !== 'revoking' || row.revocation === null || row.revocation.as === 'policy') {
    return together(ended, passed);
  }
  const act = { act: 'start_revoking', revocation: row.revocation } as const;
  const goesOn =
    newer.status === 'revoking'
      ? noChange
      : allowed(advanceActiveToken(newer, act, now, contextOf(after(dossier, ended), newer)));
  return together(ended, passed, goesOn);
}
