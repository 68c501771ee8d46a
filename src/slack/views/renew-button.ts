import type { Button } from '@slack/types';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { hasEndToMove } from '../../domain/tokens/renewable.ts';
import { type ActiveToken, isInForce } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import type { PlainPart } from './part.ts';
import { renewButton } from './renew-token.ts';

/** What offers to renew a token beside its line: one that never ends, or is over, has nothing to renew. */
export function renewButtons(token: ActiveToken, renewal: TokenRequest | null, wording: Wording): readonly Button[] {
  return isInForce(token) && hasEndToMove(token) && renewal === null ? [renewButton(token, wording.renew)] : [];
}

/** Why there is no button, where they asked for it already. */
export function renewalParts(renewal: TokenRequest | null, wording: Wording): readonly PlainPart[] {
  return renewal === null ? [] : [{ say: wording.renewalAsked(renewal.number) }];
}
