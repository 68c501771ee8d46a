import { refusalsAmong, type TokenReason } from '../../../domain/tokens/reasons-against-token.ts';
import type { Wording } from '../../../wording/wording.ts';
import type { PlainPart } from '../part.ts';

/** The first thing that the policy has against a token; before all what takes a button away. */
export function beyondParts(forbidden: readonly TokenReason[], wording: Wording): readonly PlainPart[] {
  const [first] = [...refusalsAmong(forbidden), ...forbidden];
  return first === undefined ? [] : [{ say: wording.beyondPolicy(first) }];
}
