import type { GithubUserId, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { type InventoryFilter, questionOf } from '../../domain/tokens/inventory.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { slackOf } from '../people/accounts.ts';
import { ownedOrganizations } from '../people/owned-organizations.ts';

export type FileFormat = 'csv' | 'json';

/** A line of the file. Whoever gets it owns the organization: private repositories are named. */
export type InventoryRow = {
  readonly organization: string;
  readonly token: ActiveToken;
  /** The holder in Slack, by name, or by id where that is all we have; null where they are not linked. */
  readonly holderInSlack: string | null;
};

export type TokenExport = {
  readonly total: number;
  readonly madeAt: number;
  /** Logins. */
  readonly organizations: readonly string[];
  readonly pages: AsyncIterable<readonly InventoryRow[]>;
};

/** So many people at most are looked up in Slack for one file; the others are named as far as they are known. */
const mostLookedUp = 50;
const nameTimeoutMs = 2_000;

/** All that is asked for, for a file; that it was made is an Entry, which says who, of what and how much, and names nothing in it. */
export async function exportTokens(
  ports: Ports,
  slackId: SlackUserId,
  filter: InventoryFilter,
  format: FileFormat,
): Promise<TokenExport | Refusal> {
  const owned = await ownedOrganizations(ports, slackId, filter.organization);
  if (isRefusal(owned)) return owned;
  const now = ports.clock.now();
  const ids = owned.organizations.map(({ id }) => id);
  const question = questionOf(filter, ids, now);
  const { total } = await ports.store.inventory(question, 0, 1);
  const { traits, unusedDays, endsWithinDays, holder } = filter;
  const entry = {
    at: now,
    actor: `slack:${slackId}`,
    act: 'inventory.export',
    subject: 'inventory',
    data: { format, total, organizations: ids, traits, unusedDays, endsWithinDays, isOneHolder: holder !== null },
  };
  await ports.store.commit({ writes: [], entries: [entry], effects: [] }, now);
  const logins = new Map(owned.organizations.map(({ id, login }) => [id, login]));
  const nameOf = holderNames(ports);
  async function* pages(): AsyncGenerator<readonly InventoryRow[]> {
    for await (const page of ports.store.wholeInventory(question)) {
      const rows: InventoryRow[] = [];
      for (const token of page) {
        const organization = logins.get(token.organizationId) ?? '';
        rows.push({ organization, token, holderInSlack: await nameOf(token.holder.githubId) });
      }
      yield rows;
    }
  }
  return { total, madeAt: now, organizations: [...logins.values()], pages: pages() };
}

/** The name of whoever is linked to an account, each looked up once. */
function holderNames(ports: Ports): (githubId: GithubUserId) => Promise<string | null> {
  const known = new Map<GithubUserId, string | null>();
  let left = mostLookedUp;
  const lookUp = async (githubId: GithubUserId): Promise<string | null> => {
    const slackId = await slackOf(ports, githubId);
    if (slackId === null) return null;
    const cached = ports.directory.known(slackId);
    if (cached !== undefined || left === 0) return cached?.name ?? slackId;
    left -= 1;
    try {
      return (await ports.directory.person(slackId, nameTimeoutMs))?.name ?? slackId;
    } catch (error) {
      // A name is no reason to send no file.
      if (error instanceof Fault) return slackId;
      throw error;
    }
  };
  return async (githubId) => {
    if (!known.has(githubId)) known.set(githubId, await lookUp(githubId));
    return known.get(githubId) ?? null;
  };
}
