// Whether a grant takes over from an older one of its token, or came back after that one had been ended. GitHub renews a grant under its own
// id; under another id it takes over only where we saw it approved, or where the older one's trouble has to go on with it.
import type { Instant, PatId } from '../ids.ts';
import type { ActiveToken, PendingToken } from './token.ts';

type Newer = { readonly patId: PatId; readonly accessGrantedAt: Instant; readonly firstSeenAt: Instant | null };

export function takesOver(newer: Newer, older: ActiveToken, pendingTokens: readonly PendingToken[]): boolean {
  if (newer.accessGrantedAt <= older.accessGrantedAt) return false;
  if (newer.patId === older.patId) return true;
  // A flagged excess, its deadline and a revocation are not washed off by a new grant.
  if (older.excess.length > 0 || older.status === 'revoking') return true;
  return pendingTokens.some(({ status, changedAt }) => status === 'approved' && changedAt === newer.firstSeenAt);
}
