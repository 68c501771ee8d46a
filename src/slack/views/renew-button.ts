import type { Button } from '@slack/types';
import type { ActiveToken } from '../../domain/tokens/token.ts';

/** What offers to renew a token, where it can be renewed here: nowhere yet, and a button that does nothing is none. */
export function renewButtons(_token: ActiveToken): readonly Button[] {
  return [];
}
