import type { Button } from '@slack/types';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Wording } from '../../wording/wording.ts';
import { renewButton } from './renew-token.ts';

/** What offers to renew a token beside its line: one that never ends, or is over, has nothing to renew. */
export function renewButtons(token: ActiveToken, wording: Wording): readonly Button[] {
  const isLiving = token.status === 'active' || token.status === 'exceeding';
  const hasEnd = token.scope.expiresAt !== null || token.status === 'exceeding';
  return isLiving && hasEnd ? [renewButton(token, wording.renew)] : [];
}
