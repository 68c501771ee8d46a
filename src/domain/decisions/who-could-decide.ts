// Whom a rule of the policy lets decide on a request, of those who have an account: by what GitHub and Slack said of it. What they did not say is
// null, and must not be told as missing. Pure.
import type { GithubUserId, SlackUserId } from '../ids.ts';
import { isSameLogin, type Link, type NamedPeople } from '../people/link.ts';
import type { GithubAccount } from '../person.ts';
import type { Absent } from '../policy/asked.ts';
import { isOwnRequest, type Whose } from './authority.ts';

/** `known`: null where GitHub was not asked who has the login that the policy gives them. */
export type Somebody = { readonly slackId: SlackUserId; readonly login: string; readonly known: Link | null };

/** Whom the outside names for a rule: accounts, or people in Slack. */
export type Named = readonly (GithubAccount | SlackUserId)[];

/** More in one group are not asked for one by one: then whoever is linked counts. */
const mostAsked = 10;

/** None of those whom the request is about. */
export function besidesTheirs<One extends Somebody>(
  everybody: readonly One[],
  whose: Whose,
  sponsor: SlackUserId | null,
): readonly One[] {
  return everybody.filter((one) => {
    const them = { slackId: one.slackId, githubId: one.known?.githubId ?? null };
    return one.slackId !== sponsor && !isOwnRequest(them, whose);
  });
}

/** Which of the accounts is somebody's: by its id, or by the login where that is all that is known. */
export function accountAmong(accounts: readonly GithubAccount[]): (one: Somebody) => GithubAccount | null {
  const byId = new Map<GithubUserId, GithubAccount>(accounts.map((account) => [account.githubId, account]));
  const byLogin = new Map(accounts.map((account) => [account.login.toLowerCase(), account]));
  return ({ known, login }) => (known === null ? byLogin.get(login.toLowerCase()) : byId.get(known.githubId)) ?? null;
}

/** Who administers each of the repositories; nobody all of none. */
export function administratorsOfAll(lists: readonly (readonly GithubAccount[])[]): readonly GithubAccount[] {
  const [first = [], ...others] = lists;
  return first.filter((one) => others.every((list) => list.some(({ githubId }) => githubId === one.githubId)));
}

/** Whom the policy's `people` gives the login. */
export function peopleCalled(people: NamedPeople, login: string): readonly SlackUserId[] {
  return [...people].flatMap(([slackId, named]) => (isSameLogin(named, login) ? [slackId] : []));
}

/** `inSlack`: whom Slack or the policy names. Teams and owners are members of the organization; these need not be. */
export type Fitting = { readonly onGithub: readonly Somebody[]; readonly inSlack: readonly Somebody[] };

export function fittingAmong(able: readonly Somebody[], named: Named): Fitting {
  const slackIds = new Set(named);
  const accountIn = accountAmong(named.flatMap((one) => (typeof one === 'string' ? [] : [one])));
  return {
    onGithub: able.filter((one) => accountIn(one) !== null),
    inSlack: able.filter(({ slackId }) => slackIds.has(slackId)),
  };
}

/** Whose membership has to be asked for before they count. */
export function askedForMembership({ inSlack }: Fitting): readonly Link[] {
  return inSlack.length > mostAsked ? [] : inSlack.flatMap(({ known }) => known ?? []);
}

/** `members`: what was asked; null where GitHub did not say. Whoever is known to be none does not count. */
export function whoCounts(
  { onGithub, inSlack }: Fitting,
  members: ReadonlyMap<SlackUserId, boolean | null>,
): readonly SlackUserId[] {
  const counted = inSlack.filter(({ slackId }) => members.get(slackId) !== false);
  return [...onGithub, ...counted].map(({ slackId }) => slackId);
}

/** Who of them is not where the buttons are. */
export function absentFrom(
  inChannel: ReadonlySet<SlackUserId> | null,
  able: readonly Pick<Somebody, 'slackId'>[],
): Absent {
  if (inChannel === null) return null;
  return new Set(able.flatMap(({ slackId }) => (inChannel.has(slackId) ? [] : [slackId])));
}
