import type { Config, Secrets } from './config/environment.ts';
import { settingsOfWorkspace } from './config/own-settings.ts';
import { namedTwice, policyFileOfWorkspace, sharedOrganization } from './config/policy-folder.ts';
import { StartProblems } from './config/problems.ts';
import { explainFault, explainStoreFault, isPassing } from './config/start-failure.ts';
import type { OrganizationId } from './domain/ids.ts';
import { isSameLogin } from './domain/people/link.ts';
import { type Policy, policyOf } from './domain/policy/policy.ts';
import type { Absent } from './health.ts';
import { oneAtATime } from './jobs/one-at-a-time.ts';
import { logOfWorkspace } from './log-of-workspace.ts';
import type { PolicyRead } from './operations/watch/take-policy.ts';
import { Fault } from './ports/fault.ts';
import type { Installation, InstallationStore } from './ports/installations.ts';
import type { Log } from './ports/log.ts';
import type { Store } from './ports/store.ts';
import type { Installed } from './web/install-routes.ts';
import type { Common, Workspace } from './workspace.ts';
import { openWorkspace } from './workspace.ts';

/** The policy files of several workspaces, as they lie there now. */
export type PolicyFiles = {
  /** The workspaces that have one. */
  readonly workspaces: () => readonly string[];
  readonly read: (workspace: string) => PolicyRead;
};

/** Several workspaces in one process, each with all that is its own. */
export type Several = {
  /** Those that are not at work. */
  readonly absent: () => readonly Absent[];
  readonly byOrganization: (login: string) => Promise<Workspace | null>;
  readonly takePolicy: (read: PolicyRead, workspace: string) => Promise<boolean>;
  /** The app was installed, perhaps again: its token is kept, and the workspace goes on with it. */
  readonly installed: (installation: Installation) => Promise<Installed>;
  /** The app was removed there: its token is forgotten and its work ends. The others go on. */
  readonly uninstalled: (workspace: string) => Promise<void>;
  /** Waits until none is being started or ended. */
  readonly idle: () => Promise<void>;
  /** Starts no more. */
  readonly stop: () => void;
};

const againAfterMs = 60_000;

/** Why a workspace could not start, as one sentence. */
function explained(error: unknown): string {
  if (error instanceof StartProblems) return error.problems.join('; ');
  if (!(error instanceof Fault)) return String(error);
  if (error.where === 'store') return explainStoreFault(error, 'its database');
  if (error.where === 'slack' && !isPassing(error))
    return `Slack did not accept the bot token (${error.code}); install the app there again`;
  return explainFault(error);
}

/**
 * Starts every workspace that has a policy file and in which the app is installed, into `atWork`. One that can't start keeps no other from
 * it; where none can, it throws what a single one would.
 */
export async function startSeveral(options: {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly files: PolicyFiles;
  readonly atWork: Map<string | null, Workspace>;
  readonly common: Omit<Common, 'clashesOf' | 'isAnothers' | 'uninstalled'>;
  readonly open: (own: { readonly config: Config; readonly secrets: Secrets }) => Promise<Store>;
  readonly installationsOf: (store: Store, workspace: string) => InstallationStore;
  readonly endOfWaiting: () => Promise<void>;
  readonly inBackground: (work: () => Promise<unknown>) => void;
  readonly log: Log;
}): Promise<Several> {
  const { config, secrets, files, atWork, installationsOf, inBackground, log } = options;
  const absent = new Map<string, string | null>();
  const again = new Map<string, NodeJS.Timeout>();
  const changing = oneAtATime();
  let isStopped = false;

  const fileOf = (id: string | null): string => policyFileOfWorkspace(config.policyFile, id ?? '');

  /** What is in force there is its own, whatever another file comes to say; for anything else a file is enough, its workspace at work or not. */
  function clashesOf(
    policy: Policy,
    workspace: string | null,
    inForce = atWork.get(workspace)?.ports.policy(),
  ): readonly string[] {
    const others = [
      ...[...atWork.values()].map(({ id, ports }) => ({ id, policy: ports.policy(), isOurs: () => false })),
      ...files.workspaces().flatMap((id) => {
        const read = files.read(id);
        const isOurs = (login: string) => inForce !== undefined && policyOf(inForce, login) !== undefined;
        return 'policy' in read ? [{ id, policy: read.policy, isOurs }] : [];
      }),
    ].filter(({ id }) => id !== workspace);
    const shared = policy.organizations.flatMap(({ login }) => {
      const other = others.find((one) => policyOf(one.policy, login) !== undefined && !one.isOurs(login));
      if (other === undefined) return [];
      return [{ login: policyOf(other.policy, login)?.login ?? login, other: fileOf(other.id) }];
    });
    for (const { login, other } of shared)
      log.error('a policy file names an organization of another workspace', {
        problem: sharedOrganization(login, fileOf(workspace), other),
      });
    return shared.map(({ login }) => sharedOrganization(login, fileOf(workspace)));
  }

  async function isAnothers(organization: OrganizationId, workspace: string | null): Promise<boolean> {
    for (const { id, ports } of atWork.values())
      if (id !== workspace && (await ports.store.organizationById(organization)) !== null) return true;
    return false;
  }

  /** An organization that was renamed is one workspace's all the same. */
  async function requireOwnOrganizations(own: Store, id: string): Promise<void> {
    const mine = await own.organizations();
    for (const other of atWork.values()) {
      const shared = (await other.ports.store.organizations()).find(({ id: theirs }) =>
        mine.some((organization) => organization.id === theirs),
      );
      if (shared !== undefined)
        throw new StartProblems([sharedOrganization(shared.login, fileOf(id), fileOf(other.id))]);
    }
  }

  /** Null where the app is not installed. */
  async function opened(id: string, read: PolicyRead, inForce?: Policy): Promise<Workspace | null> {
    if ('problems' in read) throw new StartProblems(read.problems);
    const clashes = clashesOf(read.policy, id, inForce);
    if (clashes.length > 0) throw new StartProblems(clashes);
    const own = settingsOfWorkspace({ config, secrets }, id);
    const store = await options.open(own);
    try {
      const kept = await installationsOf(store, id).read();
      if (kept === 'unknown_key' || kept === 'broken')
        throw new StartProblems([
          kept === 'unknown_key'
            ? 'none of the keys in ENCRYPTION_KEY opens its token; add the key that sealed it, or install the app there again'
            : 'its token can’t be read any more; install the app there again',
        ]);
      if (kept === null) {
        await store.close();
        return null;
      }
      await requireOwnOrganizations(store, id);
      return await openWorkspace(
        { ...own, id, store, policy: read.policy, botToken: kept.botToken, log: logOfWorkspace(log, id) },
        { ...options.common, clashesOf, isAnothers, uninstalled },
      );
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Answers the error that kept it from starting; null where there was none. */
  async function start(id: string, read: PolicyRead, inForce?: Policy): Promise<unknown> {
    clearTimeout(again.get(id));
    try {
      const workspace = await opened(id, read, inForce);
      if (workspace === null) {
        absent.set(id, null);
        log.warn('the app is not installed in this workspace yet', { workspace: id });
        return null;
      }
      if (isStopped) {
        // Nobody would close it any more.
        await workspace.close(options.endOfWaiting());
        return null;
      }
      absent.delete(id);
      atWork.set(id, workspace);
      log.info('a workspace is at work', { workspace: id });
      return null;
    } catch (error) {
      if (!(error instanceof Fault || error instanceof StartProblems)) throw error;
      absent.set(id, explained(error));
      log.error('a workspace could not start; the others go on', { workspace: id, why: explained(error) });
      if (error instanceof Fault && isPassing(error)) tryAgain(id);
      return error;
    }
  }

  /** Where the outside was away, it may be there in a minute. */
  function tryAgain(id: string): void {
    if (!options.common.hasTimetable || isStopped) return;
    const timer = setTimeout(() => inBackground(() => changing(() => startLater(id))), againAfterMs);
    again.set(id, timer.unref());
  }

  /** `inForce`: what it goes on by, where it was at work. Its file may be broken, refused or gone by now. */
  async function startLater(id: string, inForce?: Policy): Promise<boolean> {
    if (isStopped || atWork.has(id)) return atWork.has(id);
    if (inForce === undefined && !files.workspaces().includes(id)) {
      // Whoever took its file away waits for it no longer.
      clearTimeout(again.get(id));
      absent.delete(id);
      return false;
    }
    await start(id, inForce === undefined ? files.read(id) : { policy: inForce }, inForce);
    atWork.get(id)?.begin();
    return atWork.has(id);
  }

  async function end(workspace: Workspace): Promise<void> {
    await workspace.rest();
    await workspace.close(options.endOfWaiting());
  }

  async function uninstalled(id: string | null): Promise<void> {
    const workspace = atWork.get(id);
    if (workspace === undefined || id === null) return;
    // From here on nothing of it comes in; what is under way ends beside, for this may be a part of it.
    atWork.delete(id);
    absent.set(id, null);
    log.warn('the app was removed from this workspace: its work ends', { workspace: id });
    try {
      await installationsOf(workspace.ports.store, id).forget();
    } finally {
      // A token that stays is good for nothing; work that went on without anybody who could end it would be.
      inBackground(() => changing(() => end(workspace)));
    }
  }

  async function keep(installation: Installation): Promise<void> {
    const id = installation.teamId;
    const store = await options.open(settingsOfWorkspace({ config, secrets }, id));
    try {
      await installationsOf(store, id).keep(installation);
    } finally {
      await store.close();
    }
  }

  const ids = files.workspaces();
  const reads = ids.map((id) => ({ id, read: files.read(id) }));
  const clashes = namedTwice(
    reads.flatMap(({ id, read }) =>
      'policy' in read ? [{ file: policyFileOfWorkspace(config.policyFile, id), policy: read.policy }] : [],
    ),
  );
  if (clashes.length > 0) throw new StartProblems(clashes);
  const errors: unknown[] = [];
  for (const { id, read } of reads) errors.push(await start(id, read));
  const failed = errors.filter((error) => error !== null);
  if (failed.length > 0 && failed.length === ids.length) {
    const [first] = failed;
    if (failed.every((error) => error instanceof Fault && isPassing(error))) throw first;
    throw new StartProblems([...absent].map(([id, why]) => `${id}: ${why}`));
  }

  return {
    absent: () => [...absent].map(([workspace, why]) => ({ workspace, why })),
    byOrganization: async (login) => {
      const all = [...atWork.values()];
      const named = all.find(({ ports }) => policyOf(ports.policy(), login) !== undefined);
      if (named !== undefined) return named;
      // Under its name of before, or after.
      for (const one of all) {
        if ((await one.ports.store.organizations()).some((known) => isSameLogin(known.login, login))) return one;
      }
      return null;
    },
    takePolicy: async (read, id) => {
      const workspace = atWork.get(id);
      if (workspace !== undefined) return workspace.takePolicy(read);
      await changing(() => startLater(id));
      // Installed again meanwhile, it went on by the policy before.
      return (await atWork.get(id)?.takePolicy(read)) === true;
    },
    installed: (installation) =>
      changing(async () => {
        const id = installation.teamId;
        const before = atWork.get(id);
        // Slack may give the very token that it is at work by: to take that back would end it.
        if (before === undefined && !files.workspaces().includes(id)) return 'no_policy';
        const inForce = before?.ports.policy();
        atWork.delete(id);
        if (before !== undefined) await end(before);
        try {
          await keep(installation);
        } catch (error) {
          // What was at work goes on with the token that it had.
          await startLater(id, inForce);
          throw error;
        }
        return (await startLater(id, inForce)) ? 'started' : 'not_started';
      }),
    uninstalled,
    idle: async () => changing(async () => undefined),
    stop: () => {
      isStopped = true;
      for (const timer of again.values()) clearTimeout(timer);
    },
  };
}
