// The ids that could be mixed up, branded. GitHub alone has three for one token: only `TokenId` joins the lists.

declare const brand: unique symbol;
type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** A Slack user, `U…` or `W…`. */
export type SlackUserId = Brand<string, 'SlackUserId'>;
/** A Slack channel or direct message, `C…`, `G…` or `D…`. */
export type ChannelId = Brand<string, 'ChannelId'>;
/** A GitHub account's numeric id; logins can be renamed and recycled, this cannot. */
export type GithubUserId = Brand<number, 'GithubUserId'>;
/** A GitHub organization's numeric id. */
export type OrganizationId = Brand<number, 'OrganizationId'>;
/** A repository's numeric id; a recreated repository has another. */
export type RepositoryId = Brand<number, 'RepositoryId'>;
/** The id of a PendingToken on GitHub (`pat_request_id`). */
export type PatRequestId = Brand<number, 'PatRequestId'>;
/** The id of an ActiveToken on GitHub (`pat_id`). */
export type PatId = Brand<number, 'PatId'>;
/** The id of the token itself, the only one that its PendingToken and its ActiveToken share. */
export type TokenId = Brand<number, 'TokenId'>;
/** The number in `PAT-142`. */
export type RequestNumber = Brand<number, 'RequestNumber'>;
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;
