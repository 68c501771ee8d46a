import type { SlackUserId } from '../../domain/ids.ts';
import type { PauseReason } from '../../domain/organization.ts';
import { isEnforced } from '../../domain/policy/policy.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from '../people/accounts.ts';
import { recognise, roleNow } from '../people/authorize.ts';
import { mayDecideFor } from '../people/may-decide-for.ts';

export type OrganizationStatus = {
  readonly login: string;
  /** Since the list that is older of the two was read to its end; null where one never was. */
  readonly listedSecondsAgo: number | null;
  readonly paused: PauseReason | null;
  readonly isObserved: boolean;
  /** What waits for its owners: only an owner is told. */
  readonly waiting: {
    readonly requests: number;
    readonly oldestSeconds: number | null;
    readonly tokens: number;
  } | null;
};

export type Status = {
  readonly organizations: readonly OrganizationStatus[];
  /** Messages and calls to GitHub that are due and were not carried out yet. */
  readonly overdueSeconds: number;
};

/** How Countersign is, for whoever asks; what waits, for owners. */
export async function tellStatus(ports: Ports, slackId: SlackUserId): Promise<Status | Refusal> {
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  const now = ports.clock.now();
  const secondsSince = (at: number): number => Math.max(0, Math.floor((now - at) / 1_000));
  const [known, numbers, account] = await Promise.all([
    ports.store.organizations(),
    ports.store.numbers(now),
    accountOf(ports, slackId),
  ]);
  const governed = ports.policy().organizations.flatMap(({ login }) => {
    const found = known.find((one) => one.login.toLowerCase() === login.toLowerCase());
    return found === undefined ? [] : [found];
  });
  const organizations = await Promise.all(
    governed.map(async (organization): Promise<OrganizationStatus> => {
      const { id, login, pendingListedAt, activeListedAt, paused } = organization;
      const isOwner =
        account !== null &&
        (await roleNow(ports, organization, account)) === 'owner' &&
        (await mayDecideFor(ports, organization, account));
      const since = numbers.waitingSince.find(({ organizationId }) => organizationId === id)?.at;
      const count = (rows: typeof numbers.requests, statuses: readonly string[]): number =>
        rows
          .filter(({ organizationId, status }) => organizationId === id && statuses.includes(status))
          .reduce((sum, row) => sum + row.count, 0);
      return {
        login,
        listedSecondsAgo:
          pendingListedAt === null || activeListedAt === null
            ? null
            : secondsSince(Math.min(pendingListedAt, activeListedAt)),
        paused: paused?.why ?? null,
        isObserved: !isEnforced(ports.policy(), login),
        waiting: isOwner
          ? {
              requests: count(numbers.requests, ['pending']),
              oldestSeconds: since === undefined ? null : secondsSince(since),
              tokens: count(numbers.waitingTokens, ['open', 'held']),
            }
          : null,
      };
    }),
  );
  return { organizations, overdueSeconds: numbers.dueSince === null ? 0 : secondsSince(numbers.dueSince) };
}
