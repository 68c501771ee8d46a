// A flagged token that lost its access and has it again: its holder, an owner, takes it away on github.com and gives it back, and GitHub asks
// nobody. What it goes past, and its deadline, go on. That agrees to nothing: within its Agreement nobody let it in again.
import type { RequestNumber } from '../ids.ts';
import type { ActualScope, Agreement } from '../scope/agreement.ts';
import { excess } from '../scope/scope.ts';
import type { Dossier } from './dossier.ts';
import { endingOf } from './ending.ts';

export type HeldOver = { readonly agreement: Agreement; readonly requestNumber: RequestNumber | null };

/** What a grant that goes past it is held to though the one before was lost; null where that was not flagged, or somebody ended it. */
export function heldOver(dossier: Dossier, scope: ActualScope): HeldOver | null {
  const ending = endingOf(dossier);
  if (ending?.how !== 'lost' || ending.earlier !== undefined) return null;
  const lost = dossier.activeTokens.findLast(({ status, agreement }) => status === 'gone' && agreement !== null);
  if (lost?.agreement == null || lost.drift === null) return null;
  const { agreement, requestNumber } = lost;
  return excess(agreement, scope).length === 0 ? null : { agreement, requestNumber };
}
