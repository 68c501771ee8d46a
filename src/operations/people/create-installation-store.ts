import { install, resealInstallation, uninstall } from '../../domain/advance-installation.ts';
import type { Clock } from '../../ports/clock.ts';
import { Fault } from '../../ports/fault.ts';
import type { Installation, InstallationStore } from '../../ports/installations.ts';
import type { Sealing } from '../../ports/sealing.ts';
import type { Store } from '../../ports/store.ts';

/** How often the row is read again where another process was faster. */
const tries = 5;

/**
 * The installation of `teamId`, in that workspace's own database. The token is bound to that id, which comes from the policy's file name and not from the
 * row: a row that was carried over from another workspace's database stays shut, whatever id was written into it.
 */
export function createInstallationStore(
  store: Pick<Store, 'commit' | 'installation'>,
  sealing: Sealing,
  teamId: string,
  clock: Pick<Clock, 'now'>,
): InstallationStore {
  const binding = { teamId, purpose: 'slack_bot' } as const;

  async function untilDone(attempt: () => Promise<'done' | 'stale'>): Promise<void> {
    for (let count = 0; count < tries; count += 1) if ((await attempt()) === 'done') return;
    throw new Fault('store', 'installation_changes', { isRetryable: true });
  }

  return {
    read: async () => {
      const row = await store.installation(teamId);
      if (row === null) return null;
      const opened = sealing.open({ keyId: row.keyId, text: row.botToken }, binding);
      if (typeof opened === 'string') return opened;
      if (sealing.keyId !== null && row.keyId !== sealing.keyId) {
        const { keyId, text } = sealing.seal(opened.plain, binding);
        // Where another process was faster it is sealed so already.
        await store.commit(resealInstallation(row, { keyId, botToken: text }), clock.now());
      }
      const { version: _, keyId: __, ...rest } = row;
      return { ...rest, botToken: opened.plain };
    },
    keep: async (installation: Installation) => {
      if (installation.teamId !== teamId) throw new Error('an installation of one workspace was given to another');
      const { keyId, text } = sealing.seal(installation.botToken, binding);
      await untilDone(async () => {
        const before = await store.installation(teamId);
        return store.commit(install(before, { ...installation, keyId, botToken: text }), clock.now());
      });
    },
    forget: async () => {
      await untilDone(async () => {
        const row = await store.installation(teamId);
        return row === null ? 'done' : store.commit(uninstall(row, clock.now()), clock.now());
      });
    },
  };
}
