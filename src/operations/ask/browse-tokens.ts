import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { type InventoryFilter, questionOf } from '../../domain/tokens/inventory.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { ownedOrganizations } from '../people/owned-organizations.ts';

export type InventoryPage = {
  readonly filter: InventoryFilter;
  readonly total: number;
  /** From 0 on, and how many there are. */
  readonly page: number;
  readonly pages: number;
  readonly tokens: readonly ActiveToken[];
  /** What they own, logins by id: those that may be asked for. */
  readonly organizations: ReadonlyMap<OrganizationId, string>;
  readonly unchecked: readonly string[];
  readonly now: number;
};

const tokensPerPage = 8;

/** A page of the tokens that can reach the organizations that this person owns. A page beyond the last one is the last one. */
export async function browseTokens(
  ports: Ports,
  slackId: SlackUserId,
  filter: InventoryFilter,
  page: number,
): Promise<InventoryPage | Refusal> {
  const owned = await ownedOrganizations(ports, slackId, filter.organization);
  if (isRefusal(owned)) return owned;
  const now = ports.clock.now();
  const ids = owned.organizations.map(({ id }) => id);
  const question = questionOf(filter, ids, now);
  let shown = Math.max(page, 0);
  let found = await ports.store.inventory(question, shown * tokensPerPage, tokensPerPage);
  const pages = Math.max(Math.ceil(found.total / tokensPerPage), 1);
  if (shown >= pages) {
    shown = pages - 1;
    found = await ports.store.inventory(question, shown * tokensPerPage, tokensPerPage);
  }
  return {
    filter,
    page: shown,
    pages,
    ...found,
    organizations: new Map(owned.organizations.map(({ id, login }) => [id, login])),
    unchecked: owned.unchecked,
    now,
  };
}
