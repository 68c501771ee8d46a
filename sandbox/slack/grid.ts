// Enterprise Grid: an enterprise of several workspaces, people with two ids, and an app that is installed in one of them or in all.
import type { JsonObject } from './check-value.ts';
import { refuse } from './refuse.ts';
import type { Person, SlackState } from './state.ts';

type NamedId = { readonly id: string; readonly name: string };

export function enterpriseOf({ enterpriseId, teamDomain }: SlackState): NamedId | null {
  return enterpriseId === null ? null : { id: enterpriseId, name: teamDomain };
}

/** Where the installation belongs: its workspace, or the whole enterprise. */
export function installationOf(state: SlackState): { readonly id: string; readonly isForEnterprise: boolean } {
  const { enterpriseId, installedIn, teamId } = state;
  return enterpriseId !== null && installedIn !== null
    ? { id: enterpriseId, isForEnterprise: true }
    : { id: teamId, isForEnterprise: false };
}

/** The person behind either of their ids. */
export function findPerson(state: SlackState, id: string): Person | undefined {
  const known = state.people.get(id);
  if (known !== undefined || state.enterpriseId === null) return known;
  return [...state.people.values()].find(({ globalId, memberOf }) => globalId === id && memberOf !== null);
}

/** The id by which Slack names them at the moment. */
export function shownId(state: SlackState, id: string): string {
  const person = findPerson(state, id);
  return person !== undefined && state.namedGlobally.has(person.id) ? person.globalId : id;
}

/** The workspace in which they are at the moment. */
export function workspaceOf(state: SlackState, person: Person): string {
  if (state.enterpriseId === null) return person.teamId;
  return state.actingIn.get(person.id) ?? person.teamId;
}

/** An org-wide token has to say which workspace is meant; any other's word is ignored. */
export function askedTeam(state: SlackState, given: JsonObject): string {
  const { installedIn } = state;
  if (!installationOf(state).isForEnterprise) return state.teamId;
  if (typeof given.team_id !== 'string' || given.team_id === '') refuse('missing_argument');
  return installedIn?.includes(given.team_id) === true ? given.team_id : refuse('team_access_not_granted');
}

/** `auth.teams.list`: the workspaces that the token may be used in. */
export function grantedTeams(state: SlackState, given: JsonObject): JsonObject {
  const all = state.installedIn ?? [state.teamId];
  const from = Number(given.cursor ?? 0) || 0;
  const to = from + Math.min(Number(given.limit ?? 100) || 100, 1000);
  return {
    teams: all.slice(from, to).map((id) => ({ id, name: id.toLowerCase() })),
    response_metadata: { next_cursor: to < all.length ? String(to) : '' },
  };
}

/** `migration.exchange`: the enterprise's ids of people whom the workspace knew by its own. */
export function exchangeIds(state: SlackState, given: JsonObject): JsonObject {
  if (state.enterpriseId === null) refuse('not_enterprise_team');
  const team = askedTeam(state, given);
  const asked = String(given.users ?? '')
    .split(',')
    .filter((id) => id !== '');
  if (asked.length === 0) refuse('missing_argument');
  if (asked.length > 400) refuse('too_many_users');
  const found = asked.map((id) => [id, findPerson(state, id)] as const);
  const isHere = (person: Person | undefined): person is Person => person?.memberOf?.includes(team) === true;
  return {
    team_id: team,
    enterprise_id: state.enterpriseId,
    user_id_map: Object.fromEntries(
      found.flatMap(([id, person]) => (isHere(person) ? [[id, person.globalId] as const] : [])),
    ),
    invalid_user_ids: found.filter(([, person]) => !isHere(person)).map(([id]) => id),
  };
}

/** From now on Slack names the person by the id that the enterprise has for them, or by their workspace's again. */
export function nameGlobally(state: SlackState, id: string, isSo = true): void {
  if (isSo) state.namedGlobally.add(id);
  else state.namedGlobally.delete(id);
}

/** The person goes to another workspace of the enterprise. */
export function goTo(state: SlackState, id: string, teamId: string): void {
  state.actingIn.set(id, teamId);
}
