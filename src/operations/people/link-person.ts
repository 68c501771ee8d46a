import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf, namedLogin } from './accounts.ts';
import { askAnyOrganization } from './ask-any-organization.ts';
import { linkAccount } from './link-account.ts';
import { linkByIdentity } from './link-by-identity.ts';
import { notLinked } from './not-linked.ts';

/**
 * The account that a Slack user is. Where the policy's `people` gives them a login that is not linked yet, GitHub is asked for the account
 * behind it: the first id that a login resolved to is kept, and the same login with another id is refused, for it is another person who took
 * over the name. May throw GitHub's Fault.
 */
export async function linkPerson(
  ports: Ports,
  slackId: SlackUserId,
  timeoutMs: number,
  members: ReadonlyMap<string, GithubAccount> = new Map(),
): Promise<LinkedPerson | Refusal> {
  const known = await accountOf(ports, slackId);
  if (known !== null) return personOf(known);
  const login = namedLogin(ports, slackId);
  if (login === null) {
    const named = await linkByIdentity(ports, slackId, timeoutMs);
    return named === null ? notLinked(ports, slackId) : personOf(named);
  }
  const account =
    members.get(login.toLowerCase()) ??
    (await askAnyOrganization(ports, (organization) => ports.github.accountByLogin(organization, login, timeoutMs)));
  if (account === null) return refuse({ why: 'link_not_confirmed', login });
  const linked = await linkAccount(ports, { slackId, account, proof: 'policy', by: null });
  if (!isRefusal(linked)) return personOf(linked.link);
  return linked.why === 'link_conflict' ? refuse({ why: 'link_not_confirmed', login }) : linked;
}

/** What is kept of a person in what they decide and ask for: never how they were linked. */
function personOf({ slackId, githubId, login }: LinkedPerson): LinkedPerson {
  return { slackId, githubId, login };
}
