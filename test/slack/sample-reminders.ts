import type { RequestNumber } from '../../src/domain/ids.ts';
import type { Outdated } from '../../src/domain/notices/reminder-now.ts';
import type { OneContent } from '../../src/ports/message-content.ts';
import { noon } from '../support/sample-scopes.ts';

export const everyOutdated: readonly Outdated[] = [
  { is: 'declined' },
  { is: 'revoking' },
  { is: 'replaced', by: 8 as RequestNumber },
  { is: 'moved', expiresAt: noon },
  { is: 'moved', expiresAt: null },
  { is: 'revoked', at: noon },
  { is: 'gone', at: noon },
  { is: 'expired', at: noon },
];

/** A reminder as it stands, of one token. */
export function told(token: Extract<OneContent, { kind: 'expiry' }>['tokens'][number]): OneContent {
  return {
    kind: 'expiry',
    organization: 'acme',
    zone: 'Europe/Berlin',
    audience: 'holder',
    tokens: [token],
    saidAt: noon,
  };
}
