import { unwatchFile, watchFile } from 'node:fs';
import { policyFileOfWorkspace, workspacesIn } from './config/policy-folder.ts';
import { followPolicyFile, type Watch } from './follow-policy-file.ts';
import type { PolicyRead } from './operations/watch/take-policy.ts';
import type { Log } from './ports/log.ts';

const lookEveryMs = 5_000;

const folderByLooking: Watch = (path, changed) => {
  watchFile(path, { interval: lookEveryMs, persistent: false }, changed);
  return () => unwatchFile(path, changed);
};

type Following = ReturnType<typeof followPolicyFile>;

/**
 * Follows the policy file of each workspace by itself; a file that is added begins its workspace. A file that changes, taken or not, may let go
 * of an organization that another one waits for, so the others are read once more then.
 */
export function followPolicyFolder(
  folder: string,
  take: (read: PolicyRead, workspace: string) => Promise<boolean>,
  log: Log,
  watch: { readonly file?: Watch; readonly folder?: Watch } = {},
): Following {
  const following = new Map<string, Following>();
  const seen = new Map<string, string>();

  async function takeOf(read: PolicyRead, workspace: string): Promise<boolean> {
    const isInForce = await take(read, workspace);
    if (!('policy' in read)) return isInForce;
    const before = seen.get(workspace);
    seen.set(workspace, read.policy.hash);
    if (before !== undefined && before !== read.policy.hash)
      for (const [other, { readNow }] of following) if (other !== workspace) readNow();
    return isInForce;
  }

  function look(): void {
    const found = workspacesIn(folder);
    for (const problem of found.problems)
      log.error('the folder of policies has a file that is left alone', { problem });
    for (const workspace of found.workspaces) {
      if (following.has(workspace)) continue;
      const file = policyFileOfWorkspace(folder, workspace);
      following.set(
        workspace,
        followPolicyFile(
          file,
          (read) => takeOf(read, workspace),
          log,
          ...(watch.file === undefined ? [] : [watch.file]),
        ),
      );
    }
  }

  const unwatch = (watch.folder ?? folderByLooking)(folder, look);
  look();
  return {
    readNow: () => {
      look();
      for (const { readNow } of following.values()) readNow();
    },
    stop: () => {
      unwatch();
      for (const { stop } of following.values()) stop();
    },
  };
}
