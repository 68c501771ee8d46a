import type { Ports } from '../../ports/ports.ts';

const unhurriedMs = 10_000;

/**
 * Links each machine user of the policy to the account behind its login. The first id that a login resolved to is kept: whoever takes the
 * name over later is another account, and its tokens are no business of the old one's sponsor. May throw a Fault.
 */
export async function linkMachineUsers(ports: Ports): Promise<void> {
  const { store, github, clock } = ports;
  const organization = ports.policy().organizations[0]?.login ?? '';
  for (const login of ports.policy().machineUsers.keys()) {
    if ((await store.machineUserByLogin(login)) !== null) continue;
    const account = await github.accountByLogin(organization, login, unhurriedMs);
    if (account === null) {
      ports.log.warn('a machine user of the policy does not exist on GitHub', { login });
      continue;
    }
    const at = clock.now();
    const row = { id: login, githubId: account.githubId, version: 1, linkedAt: at };
    const entry = {
      at,
      actor: 'policy',
      act: 'machine_user.link',
      subject: `machine_user:${login}`,
      data: { githubId: account.githubId },
    };
    // `stale`: another start was faster, and the first one is kept.
    await store.commit({ writes: [{ table: 'machine_users', was: null, row }], entries: [entry], effects: [] }, at);
  }
}
