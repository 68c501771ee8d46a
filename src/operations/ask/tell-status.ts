import type { SlackUserId } from '../../domain/ids.ts';
import type { Organization, PauseReason } from '../../domain/organization.ts';
import {
  listedSecondsAgo,
  namedByPolicy,
  secondsSince,
  type WaitingForOwners,
  waitingForOwners,
} from '../../domain/organization-status.ts';
import type { Link } from '../../domain/people/link.ts';
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
  readonly waiting: WaitingForOwners | null;
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
  const [known, numbers, account] = await Promise.all([
    ports.store.organizations(),
    ports.store.numbers(now),
    accountOf(ports, slackId),
  ]);
  const organizations = await Promise.all(
    namedByPolicy(known, ports.policy().organizations).map(async (organization): Promise<OrganizationStatus> => {
      const { id, login, paused } = organization;
      return {
        login,
        listedSecondsAgo: listedSecondsAgo(organization, now),
        paused: paused?.why ?? null,
        isObserved: !isEnforced(ports.policy(), login),
        waiting: (await decidesAsOwner(ports, organization, account)) ? waitingForOwners(id, numbers, now) : null,
      };
    }),
  );
  return { organizations, overdueSeconds: numbers.dueSince === null ? 0 : secondsSince(numbers.dueSince, now) };
}

async function decidesAsOwner(ports: Ports, organization: Organization, account: Link | null): Promise<boolean> {
  if (account === null || (await roleNow(ports, organization, account)) !== 'owner') return false;
  return mayDecideFor(ports, organization, account);
}
