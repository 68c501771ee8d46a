import type { Instant, RequestNumber, SlackUserId } from '../domain/ids.ts';
import type { CreationLink } from '../domain/requests/creation-link.ts';
import type { InquiryPlace } from '../domain/requests/inquiry.ts';
import type { RequestReason } from '../domain/requests/reasons-against.ts';
import type { Reopened } from '../domain/requests/reopened.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import type { HolderRole } from '../domain/scope/risk.ts';
import type { SentAs } from '../domain/tokens/sent-as.ts';
import type { ActiveToken, PendingToken } from '../domain/tokens/token.ts';

/** Where the policy observes and nothing is decided here: GitHub's page on which an owner does. Left out where it enforces. */
export type Observed = { readonly ownersPage?: string };

/** A message about a request, with the rows that it is made from. */
export type RequestContent =
  | (About<'request_card'> & {
      /** Whoever sponsors the machine user that it is for, where nobody knows their GitHub account: any reviewer could be them. */
      readonly unlinkedSponsor?: SlackUserId | null;
      /** As whom GitHub was called about its token. */
      readonly sentAs?: SentAs | null;
      readonly mayNamePrivate: boolean;
      readonly holderRole: HolderRole;
      /** Why nobody may approve it by now: the policy, or what became of the token that it renews. */
      readonly forbidden: readonly RequestReason[];
    })
  | (About<'request_sent'> & {
      readonly holderRole: HolderRole;
      /** From when the reviewers may be reminded again; null where they may be now. */
      readonly nudgeAgainAt?: Instant | null;
    })
  | (About<'request_approved'> & {
      readonly createLink: CreationLink | null;
      /** Where its holder regenerates the token that it renews; left out where it renews none. */
      readonly tokensPage?: string;
      readonly isRequesterOwner: boolean;
    })
  | (About<'request_news'> & {
      readonly isLeftToOwners?: true;
      /** No message said before that it was approved. */
      readonly isApprovalNew?: boolean;
      /** The tokens that its denial leaves on hold. */
      readonly onHold?: readonly PendingToken[];
    })
  | About<'request_question'>
  | (About<'request_offer'> & {
      /** Why its requester may not take it by now. */
      readonly forbidden: readonly RequestReason[];
    })
  | About<'request_offer_void'>
  | (About<'request_answer'> & { readonly place: InquiryPlace });

type About<Kind extends string> = Observed & {
  readonly kind: Kind;
  readonly organization: string;
  readonly request: TokenRequest;
  /** What it is about on GitHub: the newest grant that it let in, and the token that waits for it or because of it. */
  readonly token: ActiveToken | null;
  readonly waiting: PendingToken | null;
  /** The token that it renews. */
  readonly renewed?: ActiveToken | null;
  readonly isObserved?: boolean;
  /** When the policy revokes the token that it renews, unless somebody approves it before. */
  readonly revokesAt?: Instant | null;
  /** The renewal that took its place. */
  readonly followedBy?: RequestNumber | null;
  /** Why it is undecided again. */
  readonly reopened?: Reopened | null;
};
