import type { Change } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';

const unhurriedMs = 10_000;

/**
 * Links a Slack user to the account behind the login that the policy's `people` gives them. The first id that a login resolved to
 * is kept: the same login with another id is another person who took over the name, and is refused.
 * Asks GitHub only where the link isn't known yet or the policy names another login; may throw its Fault.
 */
export async function linkPerson(
  ports: Ports,
  slackId: SlackUserId,
  timeoutMs: number,
): Promise<LinkedPerson | Refusal> {
  const policy = ports.policy();
  const organization = policy.organizations[0]?.login ?? '';
  const login = policy.people.get(slackId);
  if (login === undefined) return refuse({ why: 'not_linked', slackId, organization });
  const known = await ports.store.personBySlackId(slackId);
  if (known !== null && known.login.toLowerCase() === login.toLowerCase()) return known;
  const account = await ports.github.accountByLogin(organization, login, timeoutMs);
  if (account === null) return refuse({ why: 'link_not_confirmed', login });
  const other = await ports.store.personByGithubId(account.githubId);
  if (other !== null && other.slackId !== slackId && policy.people.get(other.slackId) !== undefined) {
    return refuse({ why: 'link_not_confirmed', login });
  }
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
  const outcome = await ports.store.commit(change, at);
  return outcome === 'done' ? person : refuse({ why: 'store_busy' });
}

/** Links everybody of the policy whose account isn't known yet. */
export async function linkPeople(ports: Ports): Promise<void> {
  for (const slackId of ports.policy().people.keys()) {
    const linked = await linkPerson(ports, slackId, unhurriedMs);
    if (isRefusal(linked)) {
      ports.log.warn('a person of the policy could not be linked', { slackId, why: linked.why });
    }
  }
}

/** Says where a login of the policy has gone to another account; the first one is kept, and the other gains nothing by it. */
export async function checkPeople(ports: Ports): Promise<void> {
  const organization = ports.policy().organizations[0]?.login ?? '';
  for (const { slackId, login, githubId } of await ports.store.people()) {
    if (!ports.policy().people.has(slackId)) continue;
    const account = await ports.github.accountByLogin(organization, login, unhurriedMs);
    if (account === null || account.githubId === githubId) continue;
    ports.log.error('a login of the policy now belongs to another account; the first one is kept', {
      slackId,
      login,
      keptId: githubId,
      otherId: account.githubId,
    });
  }
}
