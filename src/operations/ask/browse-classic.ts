import { type ClassicSight, type ClassicToken, isFlagged } from '../../domain/classic/classic-token.ts';
import { classicPowers } from '../../domain/classic/scope-catalogue.ts';
import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import { isEnforced } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { grades } from '../../domain/scope/powers.ts';
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

const danger = ({ scopes }: ClassicToken): number => grades.indexOf(classicPowers(scopes)[0]?.grade ?? 'low');

/** Flagged ones first, then the most dangerous. */
function worstFirst(one: ClassicToken, other: ClassicToken): number {
  return (
    Number(isFlagged(other)) - Number(isFlagged(one)) || danger(other) - danger(one) || (one.id < other.id ? -1 : 1)
  );
}

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
