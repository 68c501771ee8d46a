import type { OwnClassic } from '../domain/homes/own-classic.ts';
import type { EndedThing, OwnThings, WaitingThing } from '../domain/homes/own-things.ts';
import type { GithubUserId, Instant, OrganizationId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { RequestReason } from '../domain/requests/reasons-against.ts';
import type { Reopened } from '../domain/requests/reopened.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import type { WayToRenew } from '../domain/requests/way-to-renew.ts';
import type { ActiveToken, PendingToken } from '../domain/tokens/token.ts';
import type { OneContent } from './message-content.ts';

/** What a request's status says besides its own row. */
export type HomeAbout = {
  readonly renewed: ActiveToken | null;
  readonly revokesAt: Instant | null;
  readonly reopened: Reopened | null;
};

/** What waits on a Home, with what its own message shows. */
export type HomeThing =
  | Extract<WaitingThing, { readonly what: 'question' }>
  | (Extract<WaitingThing, { readonly what: 'undecided' | 'on_its_way' }> & { readonly about: HomeAbout })
  /** `forbidden`: why they may not take it by now. */
  | { readonly what: 'offer'; readonly request: TokenRequest; readonly forbidden: readonly RequestReason[] }
  | { readonly what: 'held'; readonly content: Extract<OneContent, { kind: 'pending_token_held' }> }
  | {
      readonly what: 'to_make';
      readonly request: TokenRequest;
      readonly createUrl: string;
      readonly isPrefilled: boolean;
      /** How it renews a token best, and where; left out where it renews none. */
      readonly renewal?: { readonly way: WayToRenew; readonly tokensPage: string };
    };

/** What a reviewer should look at in one organization; who is no owner has requests alone: how many of each there are, and the first few. */
export type HomeReview = {
  readonly organization: string;
  readonly isOwner: boolean;
  readonly isObserved: boolean;
  readonly requests: Counted<TokenRequest>;
  readonly held: Counted<PendingToken>;
  readonly exceeding: Counted<ActiveToken>;
  readonly unclaimed: Counted<ActiveToken>;
};
export type Counted<T> = { readonly count: number; readonly first: readonly T[] };

/** A person's Home with the rows that it is made from, as they are when it is published. */
export type HomeContent = { readonly isNewcomer: boolean } /** Somebody whom Slack says we don't serve. */ & (
  | { readonly for: 'stranger'; readonly refusal: Refusal }
  /** Somebody without an account, and the ways to it. */
  | { readonly for: 'unlinked'; readonly refusal: Refusal }
  | {
      readonly for: 'person';
      readonly self: GithubUserId;
      /** Of its days: "in 3 days". */
      readonly zone: string;
      readonly waiting: readonly HomeThing[];
      readonly active: OwnThings['active'];
      readonly classic: readonly OwnClassic[];
      readonly ended: readonly EndedThing[];
      readonly reviews: readonly HomeReview[];
      /** Logins by id. */
      readonly organizations: ReadonlyMap<OrganizationId, string>;
      /** Those that the policy only observes: nothing is changed at GitHub there. */
      readonly observed: ReadonlySet<OrganizationId>;
      /** Where GitHub did not say whether they are an owner, and never had. */
      readonly unchecked: readonly string[];
    }
);
