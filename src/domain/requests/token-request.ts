// What a member asked for in Slack, `PAT-142`, and all that became of it.

import type { ClassicRecord } from '../classic/classic-record.ts';
import type { Instant, OrganizationId, RequestNumber, SlackUserId, TokenId } from '../ids.ts';
import type { GithubAccount, LinkedPerson, Review } from '../person.ts';
import type { StandingVerdict } from '../policy/admit.ts';
import { type Reviewers, reviewersFor } from '../policy/reviewers.ts';
import type { Agreement, RequestedScope } from '../scope/agreement.ts';
import type { Inquiry } from './inquiry.ts';
import type { Offer } from './offer.ts';
import type { Renews } from './renews.ts';
import type { EndReason, RequestStatus } from './request-status.ts';
import type { WhereUsed } from './where-used.ts';

export type TokenRequest = {
  readonly number: RequestNumber;
  readonly organizationId: OrganizationId;
  readonly version: number;
  /** Counts what was asked; reviews of an earlier revision are void. Buttons carry it. */
  readonly revision: number;
  readonly status: RequestStatus;
  readonly requester: LinkedPerson;
  /** Whose token it will be: the requester's own account, or a machine user's that they sponsor. */
  readonly holder: GithubAccount;
  readonly purpose: string;
  readonly tokenName: string;
  readonly description: string;
  readonly justification: string;
  readonly scope: RequestedScope;
  /** Where the secret will be kept; null where nobody said. */
  readonly whereUsed: WhereUsed | null;
  /** Who is warned besides, where the requester can't be reached. */
  readonly alsoWarn: SlackUserId | null;
  /** The token whose end it moves, or that the new one replaces; null where it asks for a token of its own. */
  readonly renews: Renews | null;
  readonly reviews: readonly Review[];
  /** The hash of the policy that the standing Verdict was made by. */
  readonly policyHash: string;
  /** Who decides it and by which rule, as it was told when it was sent: a later policy changes that no more. */
  readonly verdict: StandingVerdict;
  /** Set while approved, claimed or fulfilled. */
  readonly agreement: Agreement | null;
  /** One Agreement admits one token: unique over all requests. */
  readonly claimedByTokenId: TokenId | null;
  /** Why it ended by itself; null in every other state. */
  readonly endedWhy: EndReason | null;
  /** The draft it was made from: a double submit finds it. */
  readonly draftId: string;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  /** What reviewers asked of the requester, and the answers; the oldest first. */
  readonly inquiries: readonly Inquiry[];
  /** The last that a reviewer would approve instead; null where nobody has offered anything. */
  readonly offer: Offer | null;
  /** When it lapses undecided. */
  readonly undecidedUntil: Instant;
  /** When that was put off after an outage, which is done once; null until then. */
  readonly prolongedAt: Instant | null;
  /** When the reviewers were reminded that it waits; null until then. */
  readonly remindedAt: Instant | null;
  /** Of a classic token; null for all others. */
  readonly classic: ClassicRecord | null;
};

/** The form's answers as they were given so far; kept for a day. */
export type Draft = {
  readonly id: string;
  readonly version: number;
  readonly slackId: LinkedPerson['slackId'];
  readonly organizationLogin: string;
  readonly answers: Readonly<Record<string, string | readonly string[] | null>>;
  readonly createdAt: Instant;
};

/** Whether it is for a machine user, which can't ask for itself. */
export function isForMachineUser({ requester, holder }: Pick<TokenRequest, 'requester' | 'holder'>): boolean {
  return requester.githubId !== holder.githubId;
}

/** The name people know a request by. */
export function requestName(number: RequestNumber): string {
  return `PAT-${number}`;
}

/** Who may decide on it, as it was told when it was sent or has come to since. */
export function reviewersOfRequest({ verdict, scope }: Pick<TokenRequest, 'verdict' | 'scope'>): Reviewers {
  return reviewersFor(verdict.reviewers, scope);
}

/** Whether a written rule approved it; nobody reviewed it then. */
export function isApprovedByRule({ verdict }: Pick<TokenRequest, 'verdict'>): boolean {
  return verdict.outcome === 'allow';
}
