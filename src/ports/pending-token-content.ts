import type { SlackUserId } from '../domain/ids.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import type { Agreement } from '../domain/scope/agreement.ts';
import type { Ending } from '../domain/tokens/ending.ts';
import type { PendingToken } from '../domain/tokens/token.ts';
import type { Observed } from './request-content.ts';

/** What every message about a token that waits is made from. */
export type PendingTokenContent<Kind extends string> = Observed & {
  readonly kind: Kind;
  readonly organization: string;
  readonly token: PendingToken;
  /** The request it was compared with, if any. */
  readonly request: TokenRequest | null;
  /** What it was accepted with as it was, and is compared with instead; null, or left out, where there is none. */
  readonly accepted?: Agreement | null;
  readonly holderSlackId: SlackUserId | null;
  /** What became of it before; null where nobody had ended it. */
  readonly ending: Ending | null;
  /** It goes to the person who stands for a machine user, who may not know what that may know. */
  readonly isSponsored: boolean;
};
