import type { Reason } from '../../../domain/policy/reason.ts';
import type { Wording } from '../../../wording/wording.ts';
import type { PlainPart } from '../part.ts';

/** The first thing that the policy has against a token. */
export function beyondParts(forbidden: readonly Reason[], wording: Wording): readonly PlainPart[] {
  return forbidden.slice(0, 1).map((reason) => ({ say: wording.beyondPolicy(reason) }));
}
