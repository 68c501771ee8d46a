// Which token a request renews.
import type { Instant, RequestNumber, TokenId } from '../ids.ts';

/** What a request renews, as it was when that was asked. */
export type Renews = {
  readonly tokenId: TokenId;
  readonly activeTokenId: string;
  /** The request that let the token in; null where none did. */
  readonly requestNumber: RequestNumber | null;
  readonly tokenName: string;
  /** When the token ends by what was agreed; null where it never does. */
  readonly endsAt: Instant | null;
};

export function isRenewalOf({ renews }: { readonly renews: Renews | null }, tokenId: TokenId): boolean {
  return renews?.tokenId === tokenId;
}
