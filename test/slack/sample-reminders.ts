import type { RequestNumber } from '../../src/domain/ids.ts';
import type { Outdated } from '../../src/domain/notices/reminder-now.ts';
import type { ActiveToken } from '../../src/domain/tokens/token.ts';
import type { OneContent } from '../../src/ports/message-content.ts';
import type { ToldBefore } from '../../src/ports/told-before.ts';
import { noon } from '../support/sample-scopes.ts';

/** The one link that we write into a sentence ourselves. */
export const earlierMessage = 'https://acme.slack.com/archives/C0TOKENS/p1772366400000100';

export const everyToldBefore: readonly ToldBefore[] = [
  { is: 'again', url: earlierMessage },
  { is: 'before', url: null },
];

export const everyOutdated: readonly Outdated[] = [
  { is: 'declined' },
  { is: 'revoking' },
  { is: 'repeated' },
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

export function reminderContents(token: ActiveToken): readonly OneContent[] {
  return [{ is: 'true' } as const, ...everyOutdated].map((so) =>
    told({ token, threshold: 14, expiresAt: noon, request: null, so }),
  );
}
