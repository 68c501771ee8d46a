import type { Instant } from '../domain/ids.ts';
import type { Asked } from '../domain/message.ts';
import type { AskedNow } from '../domain/notices/asked-now.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';

/** A question to a holder: what it said, and what is so now. */
export type QuestionNow = {
  readonly asked: Asked;
  readonly so: AskedNow;
  /** They asked for it, and that is open, or was denied. */
  readonly renewal: TokenRequest | null;
  /** When it was sent, where it stands already: what it says of days is as of then. */
  readonly saidAt?: Instant;
};
