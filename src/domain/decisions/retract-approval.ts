// An approval that is on its way to GitHub is taken back: the very call is cancelled, and the Change is stale if somebody leased it first.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { LinkedPerson } from '../person.ts';
import { effectKey } from '../step.ts';
import { advancePendingToken, nobodyTold } from '../tokens/advance-pending-token.ts';
import { allowed } from '../tokens/conclusion-rule.ts';
import { after, type Dossier, pendingContextOf } from '../tokens/dossier.ts';
import type { PendingToken } from '../tokens/token.ts';

/** `by` and `reason` deny the token in the same breath; without them it is open again. */
export function retractApproval(
  dossier: Dossier,
  token: PendingToken,
  back:
    | { readonly why: string; readonly by: LinkedPerson; readonly reason: string }
    | { readonly why: string; readonly by: null },
  now: Instant,
): Change {
  const opened = allowed(advancePendingToken(token, { act: 'reopen', why: back.why }, now, nobodyTold));
  const known = after(dossier, opened);
  const current = known.pendingTokens.find(({ id }) => id === token.id) ?? token;
  const denied =
    back.by === null
      ? noChange
      : allowed(
          advancePendingToken(
            current,
            { act: 'start_denying', by: back.by, reason: back.reason },
            now,
            pendingContextOf(known),
          ),
        );
  return { ...together(opened, denied), cancels: [effectKey.call('approve', token.id, token.version)] };
}
