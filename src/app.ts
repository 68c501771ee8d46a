import type { Config, Secrets } from './config/environment.ts';
import { StartProblems } from './config/problems.ts';
import { explainAppToken } from './config/start-failure.ts';
import { firstLanguage } from './domain/language.ts';
import type { Policy } from './domain/policy/policy.ts';
import { type CommonPaths, httpPaths, severalHttpPaths } from './http-paths.ts';
import { installPaths, installSettings, sealedInstallations } from './install-way.ts';
import { createPace } from './jobs/pace.ts';
import { timetable } from './jobs/schedule.ts';
import { createLogRefused } from './log-refused.ts';
import { createLog } from './logger.ts';
import { createMetrics } from './metrics.ts';
import type { PolicyRead } from './operations/watch/take-policy.ts';
import type { PlayedByHand, PlayedWorld } from './played-world.ts';
import { Fault } from './ports/fault.ts';
import type { Log } from './ports/log.ts';
import type { Store } from './ports/store.ts';
import { HttpServer, type Route } from './server.ts';
import { createBolt } from './slack/bolt.ts';
import { createRespond } from './slack/respond.ts';
import type { Dispatcher } from './slack/socket-connections.ts';
import { createWayIn } from './slack/way-in.ts';
import { WorkInFlight } from './slack/work-in-flight.ts';
import { workspaceOf } from './slack/workspace-of.ts';
import { openStore } from './store/open-store.ts';
import { randomIds, systemClock } from './system-clock.ts';
import { wordingsFor } from './wording/wording-for.ts';
import { type Common, openWorkspace, type Workspace } from './workspace.ts';
import { type PolicyFiles, type Several, startSeveral } from './workspaces.ts';

export type Overrides = PlayedWorld & {
  readonly log?: Log;
  /** Where the migrations are: beside the sources, or beside the bundle. */
  readonly migrationsFolder: string;
  /** The way of Socket Mode’s connections through a proxy; none unless told. */
  readonly dispatcher?: Dispatcher | null;
};

export type Countersign = PlayedByHand & {
  /** The port it listens on. */
  readonly port: number;
  /**
   * Puts a policy that was read again in force, or says why not. Answers whether it is. Throws a Fault where GitHub must be asked and can't be.
   * `workspace`: whose file it is, where there are several.
   */
  readonly takePolicy: (read: PolicyRead, workspace?: string) => Promise<boolean>;
  /** Null where there is one workspace only. */
  readonly several: Pick<Several, 'installed' | 'uninstalled' | 'absent'> | null;
  /** Stops intake, lets work in flight end, closes the databases. */
  readonly stop: () => Promise<void>;
};

type Settings = { readonly config: Config; readonly secrets: Secrets };

/** The one workspace, or several: what is different between the two. */
type House = {
  readonly workspaceOf: (body: Readonly<Record<string, unknown>>) => Workspace | null;
  readonly paths: (common: CommonPaths) => ReadonlyMap<string, Route>;
  readonly takePolicy: Countersign['takePolicy'];
  readonly several: Several | null;
};

/** Work in flight has so long to end. */
const stopPatienceMs = 7_000;

/**
 * The composition root: the one process, its ways in, and its workspaces. With a policy there is one workspace, with files of policies one
 * for each. Throws a Fault where the outside does not let it start.
 */
export async function createApp(
  config: Config,
  secrets: Secrets,
  policies: Policy | PolicyFiles,
  overrides: Overrides,
): Promise<Countersign> {
  const log = overrides.log ?? createLog(config.logLevel);
  const clock = overrides.clock ?? systemClock;
  const ids = overrides.ids ?? randomIds;
  const { patience = 1 } = overrides;
  const atWork = new Map<string | null, Workspace>();
  const all = (): readonly Workspace[] => [...atWork.values()];
  const metrics = createMetrics({
    clock,
    workspaces: () => all().map(({ measured }) => measured),
    areSeveral: !('organizations' in policies),
  });
  const common: Common = {
    ...{ clock, ids, patience, committed: metrics.committed },
    wordings: wordingsFor(config.slackCommand),
    respond: createRespond(config.slackApiUrl, log),
    hasTimetable: overrides.hasTimetable ?? true,
    isGithubPaced: overrides.isGithubPaced ?? true,
    isSlackPaced: overrides.isSlackPaced ?? true,
    clashesOf: () => [],
    isAnothers: async () => false,
    uninstalled: async () => log.error('the app was removed from the workspace, or its token was revoked'),
  };
  const inFlight = new WorkInFlight();
  const inBackground = (work: () => Promise<unknown>): void => {
    inFlight.track(work()).catch((error: unknown) => log.error('background work failed', { why: String(error) }));
  };
  const endOfWaiting = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, stopPatienceMs).unref());
  const open = async (own: Settings): Promise<Store> => {
    const store = await openStore(own.secrets.databaseUrl ?? own.config.databasePath, overrides.migrationsFolder);
    return overrides.decorateStore?.(store) ?? store;
  };

  async function houseOne(policy: Policy): Promise<House> {
    const { slackBotToken: botToken } = secrets;
    if (botToken === null) throw new Error('a single workspace without its token was let through');
    const store = await open({ config, secrets });
    try {
      const only = await openWorkspace({ ...{ config, secrets, botToken, policy, store, log }, id: null }, common);
      atWork.set(null, only);
      return {
        // The door says who of elsewhere may not come in.
        workspaceOf: () => only,
        paths: (shared) => httpPaths(shared, only),
        takePolicy: only.takePolicy,
        several: null,
      };
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  async function houseSeveral(files: PolicyFiles): Promise<House> {
    const installationsOf = overrides.installationsOf ?? sealedInstallations(secrets, clock);
    const several = await startSeveral({
      ...{ config, secrets, files, atWork, common, open, installationsOf, inBackground, log },
      endOfWaiting,
    });
    const policiesNow = files.workspaces().flatMap((id) => {
      const read = files.read(id);
      return 'policy' in read ? [read.policy] : [];
    });
    const installing = await installPaths({
      ...installSettings(config, secrets, policiesNow),
      ...{ wordings: common.wordings, ports: { clock, pace: createPace(clock), log } },
      installed: several.installed,
    });
    return {
      workspaceOf: (body) => workspaceOf(all(), body),
      paths: (shared) => severalHttpPaths(shared, { ...several, atWork: all, installing }),
      takePolicy: async (read, workspace) => workspace !== undefined && several.takePolicy(read, workspace),
      several,
    };
  }

  try {
    return await start('organizations' in policies ? await houseOne(policies) : await houseSeveral(policies));
  } catch (error) {
    for (const workspace of all()) await workspace.ports.store.close();
    throw error;
  }

  async function start({ workspaceOf: find, paths, takePolicy, several }: House): Promise<Countersign> {
    const refused = createLogRefused(log);
    const wayIn = createWayIn(
      {
        appToken: secrets.slackAppToken,
        signingSecret: secrets.slackSigningSecret,
        apiUrl: config.slackApiUrl,
        dispatcher: overrides.dispatcher ?? null,
        patience,
      },
      { log, clock: systemClock, refused, inFlight },
    );
    await createBolt({
      ...{ log, inFlight, refused },
      createReceiver: wayIn.createReceiver,
      proof: wayIn.proof,
      slackApiUrl: config.slackApiUrl,
      command: config.slackCommand,
      workspaceOf: find,
      nobody: { wording: common.wordings(firstLanguage), respond: common.respond, client: null },
      newReference: () => ids.next().slice(0, 8),
    });
    const routes = paths({
      ...{ config, wayIn, metrics, log, refused, wordings: common.wordings },
      webhookSecret: secrets.githubWebhookSecret,
    });
    const server = new HttpServer(routes, log, refused);
    const port = await server.start(config.host, config.port);
    log.info('listening', { host: config.host, port });
    try {
      await wayIn.open();
    } catch (error) {
      await server.stop();
      throw error instanceof Fault && error.trouble === 'ourselves'
        ? new StartProblems([explainAppToken(error.code)])
        : error;
    }
    for (const workspace of all()) workspace.begin();

    return {
      ...{ port, timetable, takePolicy, several },
      // What one lets go may start the other.
      idle: async () => {
        do {
          for (const workspace of all()) await workspace.idle();
          await inFlight.idle();
          await several?.idle();
        } while (!inFlight.isIdle || all().some((workspace) => !workspace.inFlight.isIdle));
      },
      wake: async (job) => {
        for (const workspace of all()) await workspace.wake(job);
      },
      stop: async () => {
        const waitIsOver = endOfWaiting();
        several?.stop();
        await Promise.all(all().map((workspace) => workspace.rest()));
        await Promise.race([Promise.all([server.stop(), wayIn.close()]), waitIsOver]);
        const closing = all().map((workspace) => workspace.close(waitIsOver));
        await Promise.all([...closing, Promise.race([inFlight.idle(), waitIsOver])]);
        log.info('stopped');
      },
    };
  }
}
