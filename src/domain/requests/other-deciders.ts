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
  const others = ownersBesides(owners, about);
  if (others.length === 0) return { who: 'no_owner' };
  return decidersBesides(owners, people, about).length > 0
    ? { who: 'some' }
    : { who: 'no_linked_owner', logins: others.map(({ login }) => login) };
}

type People = Parameters<typeof otherDeciders>[1];
type About = Parameters<typeof otherDeciders>[2];

function ownersBesides(owners: readonly GithubAccount[], { requester, holder }: About): readonly GithubAccount[] {
  return owners.filter(({ githubId }) => githubId !== requester.githubId && githubId !== holder.githubId);
}

/** The owners who could decide: none of those it is about, and somebody in Slack. */
function decidersBesides(owners: readonly GithubAccount[], people: People, about: About): readonly GithubAccount[] {
  return ownersBesides(owners, about).filter((owner) =>
    people.some(({ slackId, login, known }) => {
      if (slackId === about.requester.slackId) return false;
      return known === null ? login.toLowerCase() === owner.login.toLowerCase() : known.githubId === owner.githubId;
    }),
  );
}
