import { type Change, noChange } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { askAnyOrganization } from './ask-any-organization.ts';
import { returnDecisions } from './return-decisions.ts';
import { notLinked, stands } from './standing-link.ts';

/**
 * Links a Slack user to the account behind the login that the policy's `people` gives them. The first id that a login resolved to
 * is kept: the same login with another id is another person who took over the name, and is refused.
 * Asks GitHub only where the link isn't known yet or the policy names another login; may throw its Fault.
 */
export async function linkPerson(
  ports: Ports,
  slackId: SlackUserId,
  timeoutMs: number,
  members: ReadonlyMap<string, GithubAccount> = new Map(),
): Promise<LinkedPerson | Refusal> {
  const policy = ports.policy();
  const login = policy.people.get(slackId);
  if (login === undefined) return notLinked(ports, slackId);
  const known = await ports.store.personBySlackId(slackId);
  if (known !== null && stands(known, policy)) return known;
  const account =
    members.get(login.toLowerCase()) ??
    (await askAnyOrganization(ports, (organization) => ports.github.accountByLogin(organization, login, timeoutMs)));
  if (account === null) return refuse({ why: 'link_not_confirmed', login });
  const linked = await commitDecision(ports, () => link(ports, slackId, account));
  if (isRefusal(linked)) return linked;
  if (known !== null) await returnDecisions(ports);
  return linked.person;
}

/** The link as a Change, from the rows as they are now: two starts, or a start and a click, may link the same person at once. */
async function link(
  ports: Ports,
  slackId: SlackUserId,
  account: GithubAccount,
): Promise<{ readonly person: LinkedPerson; readonly change: Change } | Refusal> {
  const known = await ports.store.personBySlackId(slackId);
  if (known?.githubId === account.githubId && known.login === account.login) return { person: known, change: noChange };
  const other = await ports.store.personByGithubId(account.githubId);
  // Two people whose logins the policy had mixed up are linked anew one after the other: only a link that it still gives is in the way.
  const isTaken = other !== null && other.slackId !== slackId && stands(other, ports.policy());
  if (isTaken) return refuse({ why: 'link_not_confirmed', login: account.login });
  const at = ports.clock.now();
  const person: LinkedPerson = { slackId, githubId: account.githubId, login: account.login };
  const change: Change = {
    writes: [
      // The policy gives the account to another Slack user now; the old link goes with it, requests keep the account they were made for.
      ...(other !== null && other.slackId !== slackId
        ? [{ table: 'people', was: other.version, row: other, removes: true } as const]
        : []),
      {
        table: 'people',
        was: known?.version ?? null,
        row: { ...person, version: (known?.version ?? 0) + 1, linkedAt: at },
      },
    ],
    entries: [
      {
        at,
        actor: 'policy',
        act: 'person.link',
        subject: `slack:${slackId}`,
        data: {
          githubId: person.githubId,
          login: person.login,
          before: known?.githubId ?? null,
          movedFrom: other?.slackId ?? null,
        },
      },
    ],
    effects: [],
  };
  return { person, change };
}
