// All that can happen to a TokenRequest.

import type { GithubUserId, Instant, TokenId } from '../ids.ts';
import type { LinkedPerson, Reviewer } from '../person.ts';
import type { OfferAct } from './advance-offer.ts';
import type { InquiryPlace } from './inquiry.ts';
import type { Reopening } from './reopened.ts';
import type { EndReason } from './request-status.ts';

export type RequestAct =
  | OfferAct
  | {
      readonly act: 'approve';
      readonly by: Reviewer;
      /** Those whose approvals count besides. */
      readonly others?: readonly Reviewer[];
      readonly lost?: ReadonlySet<GithubUserId>;
      readonly policyHash: string;
      readonly unusedDays: number;
      /** The token is there already, and its news follow at once. */
      readonly isTokenThere?: boolean;
    }
  /** One of several approvals that it takes. */
  | { readonly act: 'review'; readonly by: Reviewer; readonly lost?: ReadonlySet<GithubUserId> }
  | { readonly act: 'deny'; readonly by: Reviewer; readonly reason: string }
  | { readonly act: 'withdraw' }
  | { readonly act: 'lapse' }
  | { readonly act: 'remind' }
  | { readonly act: 'nudge'; readonly by: LinkedPerson }
  /** `isLeftToOwners`: nobody of those who may decide could any more. */
  | { readonly act: 'escalate'; readonly isLeftToOwners?: true }
  | { readonly act: 'ask'; readonly by: Reviewer; readonly id: string; readonly question: string }
  | { readonly act: 'answer'; readonly place: InquiryPlace; readonly text: string }
  | { readonly act: 'extend'; readonly until: Instant }
  | { readonly act: 'claim'; readonly tokenId: TokenId }
  | { readonly act: 'release'; readonly why: string }
  | ({ readonly act: 'reopen'; readonly why: string; readonly undecidedDays: number } & Reopening)
  /** `tokenId` is given where no claim went before: GitHub let the token in without asking. */
  | { readonly act: 'fulfil'; readonly tokenId: TokenId }
  /** `lastEight`: of a classic token, where its holder gave them, or GitHub shows them. */
  | { readonly act: 'make'; readonly lastEight: string | null; readonly isSeen: boolean }
  | { readonly act: 'end'; readonly why: EndReason };
