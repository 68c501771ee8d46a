import type { Button } from '@slack/types';
import { hasEndToMove } from '../../domain/tokens/renewable.ts';
import { type ActiveToken, isInForce } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { renewButton } from './renew-token.ts';

/** What offers to renew a token beside its line: one that never ends, or is over, has nothing to renew. */
export function renewButtons(token: ActiveToken, wording: Wording): readonly Button[] {
  return isInForce(token) && hasEndToMove(token) ? [renewButton(token, wording.renew)] : [];
}
