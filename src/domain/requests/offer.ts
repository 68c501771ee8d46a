// What a reviewer would approve instead: less than was asked, for a reason. It waits for the requester's answer, and decides nothing before.
// The newest replaces the one before; it is for the revision that it was made on, and ends with it.
import { canonicalJson } from '../canonical-json.ts';
import type { Instant } from '../ids.ts';
import type { Reviewer } from '../person.ts';
import type { Lifetime, RepositoryAccess, RequestedScope } from '../scope/agreement.ts';
import type { PermissionLevel } from '../scope/permission-catalogue.ts';
import { riskiestFirst } from '../scope/risk.ts';
import type { RequestStatus } from './request-status.ts';

export type Offer = {
  /** Counts the offers of a request, from 1 on: an answer names the one that was seen. */
  readonly place: number;
  readonly revision: number;
  readonly by: Reviewer;
  readonly at: Instant;
  readonly reason: string;
  /** What was asked when it was made: an accepted offer takes its place. */
  readonly asked: RequestedScope;
  readonly scope: RequestedScope;
  /** `void`: whoever made it may no longer decide. Null while nothing has become of it, or of its request instead. */
  readonly end: 'accepted' | 'void' | null;
};

/** The request, as far as it says what became of its offer. */
type Answered = { readonly offer: Offer | null; readonly revision: number; readonly status: RequestStatus };

/** The offer that waits for the requester's answer. */
export function openOffer({ offer, revision, status }: Answered): Offer | null {
  if (offer === null || offer.end !== null || status !== 'pending') return null;
  return offer.revision === revision ? offer : null;
}

/** Whether the request timed out while its requester had yet to answer. */
export function timedOutUnanswered({ offer, revision, status }: Answered): boolean {
  return status === 'lapsed' && offer !== null && offer.end === null && offer.revision === revision;
}

export type Difference = {
  /** The riskiest first; `offered` is null where it is left out. */
  readonly permissions: readonly (PermissionLevel & { readonly offered: string | null })[];
  /** What differs of the rest, null where it is as asked. */
  readonly access: RepositoryAccess | null;
  readonly lifetime: Lifetime | null;
};

/** What of it is other than what was asked. */
export function differenceOf({ asked, scope }: Pick<Offer, 'asked' | 'scope'>): Difference {
  const permissions = riskiestFirst(asked.permissions).flatMap((one) => {
    const group = scope.permissions[one.group];
    const offered = Object.hasOwn(group, one.name) ? (group[one.name] ?? null) : null;
    return offered === one.level ? [] : [{ ...one, offered }];
  });
  const differs = (one: object, other: object): boolean => canonicalJson(one) !== canonicalJson(other);
  return {
    permissions,
    access: differs(asked.access, scope.access) ? scope.access : null,
    lifetime: differs(asked.lifetime, scope.lifetime) ? scope.lifetime : null,
  };
}
