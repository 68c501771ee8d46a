import type { ClassicSight, ClassicToken } from '../../domain/classic/classic-token.ts';
import { worstFirst } from '../../domain/classic/list-classic.ts';
import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import { isEnforced } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { ownedOrganizations } from '../people/owned-organizations.ts';

export type ClassicPage = {
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly tokens: readonly ClassicToken[];
  /** What they own: each with whether its classic tokens can be seen, and revoked here. */
  readonly organizations: ReadonlyMap<
    OrganizationId,
    { readonly login: string; readonly sight: ClassicSight; readonly isObserved: boolean }
  >;
  readonly unchecked: readonly string[];
};

const classicPerPage = 8;

/** A page of the classic tokens that can reach the organizations that this person owns, as far as GitHub shows them. */
export async function browseClassic(ports: Ports, slackId: SlackUserId, page: number): Promise<ClassicPage | Refusal> {
  const owned = await ownedOrganizations(ports, slackId, null);
  if (isRefusal(owned)) return owned;
  const lists = await Promise.all(owned.organizations.map(({ id }) => ports.store.livingClassicTokens(id)));
  const all = lists.flat().toSorted(worstFirst);
  const pages = Math.max(Math.ceil(all.length / classicPerPage), 1);
  const shown = Math.min(Math.max(page, 0), pages - 1);
  return {
    total: all.length,
    page: shown,
    pages,
    tokens: all.slice(shown * classicPerPage, (shown + 1) * classicPerPage),
    organizations: new Map(
      owned.organizations.map(({ id, login, classicSight: sight }) => [
        id,
        { login, sight, isObserved: !isEnforced(ports.policy(), login) },
      ]),
    ),
    unchecked: owned.unchecked,
  };
}
