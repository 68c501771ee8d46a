import { noChange, together } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { seeMachineUser } from '../../domain/people/see-machine-user.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { askAnyOrganization } from './ask-any-organization.ts';
import { followHolder } from './follow-zone.ts';
import { handOverAccount } from './hand-over.ts';

const unhurriedMs = 10_000;

/** Looks at the account behind the login of each machine user of the policy (`seeMachineUser`). May throw a Fault. */
export async function linkMachineUsers(ports: Ports): Promise<void> {
  for (const [login, sponsor] of ports.policy().machineUsers) {
    const account = await askAnyOrganization(ports, (organization) =>
      ports.github.accountByLogin(organization, login, unhurriedMs),
    );
    await see(ports, login, sponsor, account);
  }
}

async function see(ports: Ports, login: string, sponsor: SlackUserId, account: GithubAccount | null): Promise<void> {
  const { store, log } = ports;
  const policy = ports.policy();
  const seen = await commitDecision(ports, async () => {
    const ofLogin = await store.machineUserByLogin(login);
    const ofAccount = account === null ? null : await store.machineUserByGithubId(account.githubId);
    const organizations = await store.organizations();
    const about = { login, sponsor, account, ofLogin, ofAccount, policy, organizations };
    const { as, change } = seeMachineUser(about, ports.clock.now());
    if (as !== 'linked' || account === null) return { as, ofLogin, change };
    const moved = { ...noChange, writes: await followHolder(ports, account.githubId, sponsor) };
    return { as, ofLogin, change: together(change, moved, await handOverAccount(ports, account, sponsor)) };
  });
  if (isRefusal(seen)) return;
  if (seen.as === 'missing') log.warn('a machine user of the policy does not exist on GitHub', { login });
  if (seen.as === 'taken') {
    log.error(
      'the login of a machine user belongs to another account on GitHub now; nothing of that is told to its sponsor',
      { login, linked: seen.ofLogin?.githubId ?? 0, found: account?.githubId ?? 0 },
    );
  }
}
