// How an organization is, for whoever asks: since when GitHub's lists were read, and what waits for its owners.
import type { Instant, OrganizationId } from './ids.ts';
import type { Organization } from './organization.ts';

type Counted = { readonly organizationId: OrganizationId; readonly status: string; readonly count: number };

export type Waits = {
  readonly requests: readonly Counted[];
  readonly waitingTokens: readonly Counted[];
  readonly waitingSince: readonly { readonly organizationId: OrganizationId; readonly at: Instant }[];
};

export type WaitingForOwners = {
  readonly requests: number;
  /** Null where none waits. */
  readonly oldestSeconds: number | null;
  readonly tokens: number;
};

export function secondsSince(at: Instant, now: Instant): number {
  return Math.max(0, Math.floor((now - at) / 1_000));
}

/** Since the list that is older of the two was read to its end; null where one never was. */
export function listedSecondsAgo(
  { pendingListedAt, activeListedAt }: Pick<Organization, 'pendingListedAt' | 'activeListedAt'>,
  now: Instant,
): number | null {
  if (pendingListedAt === null || activeListedAt === null) return null;
  return secondsSince(Math.min(pendingListedAt, activeListedAt), now);
}

export function waitingForOwners(id: OrganizationId, waits: Waits, now: Instant): WaitingForOwners {
  const count = (rows: readonly Counted[], statuses: readonly string[]): number =>
    rows
      .filter(({ organizationId, status }) => organizationId === id && statuses.includes(status))
      .reduce((sum, row) => sum + row.count, 0);
  const since = waits.waitingSince.find(({ organizationId }) => organizationId === id)?.at;
  return {
    requests: count(waits.requests, ['pending']),
    oldestSeconds: since === undefined ? null : secondsSince(since, now),
    tokens: count(waits.waitingTokens, ['open', 'held']),
  };
}

/** Those that the policy names, as it names them, of those that GitHub is known to have. */
export function namedByPolicy(
  known: readonly Organization[],
  policy: readonly { readonly login: string }[],
): readonly Organization[] {
  return policy.flatMap(({ login }) => {
    const found = known.find((one) => one.login.toLowerCase() === login.toLowerCase());
    return found === undefined ? [] : [found];
  });
}
