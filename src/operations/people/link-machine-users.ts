import { type Change, noChange } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount, MachineUser } from '../../domain/person.ts';
import { policyOf } from '../../domain/policy/policy.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { askAnyOrganization } from './ask-any-organization.ts';
import { followHolder } from './follow-zone.ts';

const unhurriedMs = 10_000;

/**
 * Links each machine user of the policy to the account behind its login. The first id that a login resolved to is kept: whoever takes the
 * name over later is another account, whose tokens are no business of the old one's sponsor, and the channels are told of it once. May throw
 * a Fault.
 */
export async function linkMachineUsers(ports: Ports): Promise<void> {
  const { github, log } = ports;
  for (const [login, sponsor] of ports.policy().machineUsers) {
    const account = await askAnyOrganization(ports, (organization) =>
      github.accountByLogin(organization, login, unhurriedMs),
    );
    await commitDecision(ports, async () => {
      const known = await ports.store.machineUserByLogin(login);
      if (account !== null) {
        return {
          change:
            known === null ? await link(ports, login, sponsor, account) : await compare(ports, known, sponsor, account),
        };
      }
      if (known === null) log.warn('a machine user of the policy does not exist on GitHub', { login });
      return { change: noChange };
    });
  }
}

async function link(ports: Ports, login: string, sponsor: SlackUserId, { githubId }: GithubAccount): Promise<Change> {
  const at = ports.clock.now();
  const before = await ports.store.machineUserByGithubId(githubId);
  // Two logins of the policy lead to one account: the first one is kept.
  if (before !== null && ports.policy().machineUsers.has(before.id)) return noChange;
  const row: MachineUser = { id: login, githubId, version: 1, linkedAt: at, takenBy: null };
  return {
    writes: [
      // The policy names the account by the login that it has now.
      ...(before === null
        ? []
        : [{ table: 'machine_users', was: before.version, row: before, removes: true } as const]),
      { table: 'machine_users', was: null, row },
      ...(await followHolder(ports, githubId, sponsor)),
    ],
    entries: [{ at, actor: 'policy', act: 'machine_user.link', subject: `machine_user:${login}`, data: { githubId } }],
    effects: [],
  };
}

/** Whether the login still is the account's that was linked. Where it is another one's, somebody has to look; told once for each such account. */
async function compare(
  ports: Ports,
  known: MachineUser,
  sponsor: SlackUserId,
  { githubId }: GithubAccount,
): Promise<Change> {
  if (githubId === known.githubId || githubId === known.takenBy) return noChange;
  ports.log.error(
    'the login of a machine user belongs to another account on GitHub now; nothing of that is told to its sponsor',
    {
      login: known.id,
      linked: known.githubId,
      found: githubId,
    },
  );
  const at = ports.clock.now();
  const told = (await ports.store.organizations()).filter(({ login }) => policyOf(ports.policy(), login) !== undefined);
  return {
    writes: [
      { table: 'machine_users', was: known.version, row: { ...known, version: known.version + 1, takenBy: githubId } },
    ],
    entries: [
      {
        at,
        actor: 'countersign',
        act: 'machine_user.take',
        subject: `machine_user:${known.id}`,
        data: { linked: known.githubId, found: githubId },
      },
    ],
    effects: told.map(({ id }) => ({
      kind: 'post',
      key: effectKey.taken(id, known.id, githubId),
      to: { to: 'reviewers', organizationId: id },
      message: { kind: 'login_taken', login: known.id, sponsor },
    })),
  };
}
