import { type Change, together } from '../../domain/change.ts';
import type { Instant } from '../../domain/ids.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { advancePendingToken, type HolderInSlack } from '../../domain/tokens/advance-pending-token.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { pendingTokenAfter } from '../watch/pending-token-after.ts';

/**
 * Turns the approval of a PendingToken that is on its way into a denial. Only a deny may replace an approve, and only until the call to
 * GitHub is leased: the commit cancels that very effect, and is stale if somebody was faster.
 */
export async function retractApproval(
  ports: Ports,
  token: PendingToken,
  denial: { readonly by: LinkedPerson; readonly reason: string },
  at: Instant,
  holder: HolderInSlack,
): Promise<Change | Refusal> {
  const call = `approve:${token.id}:v${token.version}`;
  if (!(await ports.store.isEffectUnsent(call))) {
    const { tokenName, status } = token;
    return refuse({ why: 'pending_token_already', tokenName, status, review: null, by: null });
  }
  const opened = advancePendingToken(token, { act: 'reopen', why: 'the approval was taken back' }, at, null);
  if (isRefusal(opened)) return opened;
  const denied = advancePendingToken(
    pendingTokenAfter(opened, token.id),
    { act: 'start_denying', ...denial },
    at,
    holder,
  );
  return isRefusal(denied) ? denied : { ...together(opened, denied), cancels: [call] };
}
