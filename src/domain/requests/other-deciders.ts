// Whether anybody but those it is about could approve a request here. Pure; it is told before sending, and forbids nothing.
import type { SlackUserId } from '../ids.ts';
import type { GithubAccount, LinkedPerson } from '../person.ts';

export type OtherDeciders =
  | { readonly who: 'some' }
  /** Everybody who owns the organization asks for it, or would hold the token. */
  | { readonly who: 'no_owner' }
  /** There are other owners, and none of them is known in Slack. */
  | { readonly who: 'no_linked_owner'; readonly logins: readonly string[] };

/**
 * `owners`: all of them. `people`: whom the policy names, with the account that is known behind the login, if one is. A login that was not
 * looked up yet counts: what is not known must not be told as missing.
 */
export function otherDeciders(
  owners: readonly GithubAccount[],
  people: readonly { readonly slackId: SlackUserId; readonly login: string; readonly known: GithubAccount | null }[],
  about: { readonly requester: LinkedPerson; readonly holder: GithubAccount },
): OtherDeciders {
  const own = new Set([about.requester.githubId, about.holder.githubId]);
  const others = owners.filter(({ githubId }) => !own.has(githubId));
  if (others.length === 0) return { who: 'no_owner' };
  const isReachable = (owner: GithubAccount): boolean =>
    people.some(({ slackId, login, known }) => {
      if (slackId === about.requester.slackId) return false;
      return known === null ? login.toLowerCase() === owner.login.toLowerCase() : known.githubId === owner.githubId;
    });
  return others.some(isReachable)
    ? { who: 'some' }
    : { who: 'no_linked_owner', logins: others.map(({ login }) => login) };
}
