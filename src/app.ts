import type { Config, Secrets } from './config/environment.ts';
import { StartProblems } from './config/problems.ts';
import { explainAppToken } from './config/start-failure.ts';
import { abilitiesOf } from './domain/github-host.ts';
import type { SlackUserId } from './domain/ids.ts';
import { isEnforced, type Policy } from './domain/policy/policy.ts';
import { createGithub } from './github/gateway.ts';
import { createLeakedCredentials } from './github/revoke-leaked.ts';
import { httpPaths } from './http-paths.ts';
import { createJobs } from './jobs/jobs.ts';
import { joined } from './jobs/joined.ts';
import { oneAtATime } from './jobs/one-at-a-time.ts';
import { createPace } from './jobs/pace.ts';
import { type Job, type JobName, schedule, timetable } from './jobs/schedule.ts';
import { createLogRefused } from './log-refused.ts';
import { createLog } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { ReadableRepositories } from './operations/ask/readable-repositories.ts';
import { LeakReports } from './operations/decide/leak-reports.ts';
import { knownAtTheDoor } from './operations/people/known-as.ts';
import { knownPolicy } from './operations/people/known-policy.ts';
import { settleIds } from './operations/people/settle-ids.ts';
import { followRenames } from './operations/watch/follow-renames.ts';
import { type PolicyRead, takePolicy } from './operations/watch/take-policy.ts';
import { Outbox } from './outbox/outbox.ts';
import { slackPace } from './outbox/pace.ts';
import { Pacer } from './outbox/pacer.ts';
import type { Clock, Ids } from './ports/clock.ts';
import { Fault } from './ports/fault.ts';
import type { Log } from './ports/log.ts';
import type { Ports } from './ports/ports.ts';
import type { Store } from './ports/store.ts';
import { createTrailStream } from './record/create-trail-stream.ts';
import { HttpServer } from './server.ts';
import { noteServerVersion } from './server-version.ts';
import { ownTokenPorts, signInWay } from './sign-in-way.ts';
import { createBolt } from './slack/bolt.ts';
import { createDirectory } from './slack/directory.ts';
import { findHome } from './slack/home.ts';
import { knownToSlack } from './slack/known-to-slack.ts';
import { createMessenger } from './slack/messenger.ts';
import { createRespond } from './slack/respond.ts';
import { createSendFile } from './slack/send-file.ts';
import type { Dispatcher } from './slack/socket-connections.ts';
import { createWayIn } from './slack/way-in.ts';
import { createWebClients } from './slack/web-clients.ts';
import { WorkInFlight } from './slack/work-in-flight.ts';
import { openStore } from './store/open-store.ts';
import { randomIds, systemClock } from './system-clock.ts';
import { tellingCommits } from './telling-commits.ts';
import { wordingsFor } from './wording/wording-for.ts';
import { compareClocks } from './world-time.ts';

export type Overrides = {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Log;
  /** Where the migrations are: beside the sources, or beside the bundle. */
  readonly migrationsFolder: string;
  /** Without the timetable whoever started it wakes the jobs. */
  readonly hasTimetable?: boolean;
  /** Whether calls to GitHub keep the distance that GitHub asks for; true unless told. A local GitHub has no such wish. */
  readonly isGithubPaced?: boolean;
  /** Whether messages keep the distance that Slack asks for; true unless told. Where the clock stands they would wait for ever. */
  readonly isSlackPaced?: boolean;
  /** How many times longer a click, and its answer, wait for Slack and GitHub; 1 unless told. On a busy machine a local one is no slow one. */
  readonly patience?: number;
  /** The way of Socket Mode’s connections through a proxy; none unless told. */
  readonly dispatcher?: Dispatcher | null;
  /** Stands between the operations and the database: the sandbox stops the world before and after a commit there. */
  readonly decorateStore?: (store: Store) => Store;
};

export type Countersign = {
  /** The port it listens on. */
  readonly port: number;
  /** Waits until nothing is under way any more; wakes nothing. */
  readonly idle: () => Promise<void>;
  /** All that happens by the clock. */
  readonly timetable: readonly Pick<Job, 'job' | 'at'>[];
  /** Puts a policy that was read again in force, or says why not. Answers whether it is. Throws a Fault where GitHub must be asked and can't be. */
  readonly takePolicy: (read: PolicyRead) => Promise<boolean>;
  /** Runs one job now, as its tick would. */
  readonly wake: (job: JobName) => Promise<void>;
  /** Stops intake, lets work in flight end, closes the database. */
  readonly stop: () => Promise<void>;
};

/** Work in flight has so long to end. */
const stopPatienceMs = 7_000;

/** The composition root: the only place that knows everyone. Throws a Fault where the outside does not let it start. */
export async function createApp(
  config: Config,
  secrets: Secrets,
  firstPolicy: Policy,
  overrides: Overrides,
): Promise<Countersign> {
  const log = overrides.log ?? createLog(config.logLevel);
  const clock = overrides.clock ?? systemClock;
  const ids = overrides.ids ?? randomIds;
  const clients = createWebClients({ botToken: secrets.slackBotToken, apiUrl: config.slackApiUrl });
  const opened = await openStore(secrets.databaseUrl ?? config.databasePath, overrides.migrationsFolder);
  const decorated = overrides.decorateStore?.(opened) ?? opened;
  const counting: { committed: Metrics['committed'] } = { committed: () => undefined };
  const store = tellingCommits(decorated, (change) => counting.committed(change));
  try {
    return await start();
  } catch (error) {
    await store.close();
    throw error;
  }

  async function start(): Promise<Countersign> {
    await store.releaseAllLeases();
    const home = await findHome(clients.interactive);
    const addresses = new Map<SlackUserId, SlackUserId>();
    const time = compareClocks(clock, log);
    let policy = firstPolicy;
    const wake = { outbox: (): void => undefined, reconcile: (): void => undefined };
    const ports: Ports = {
      store,
      github: createGithub({
        ...{ apiUrl: config.githubApiUrl, appId: config.githubAppId, privateKey: secrets.githubAppPrivateKey },
        ...{ now: clock.now, elapsedMs: clock.elapsedMs, processes: store.processes },
        ...{ isPaced: overrides.isGithubPaced ?? true, patience: overrides.patience ?? 1 },
        mayCountNothing: abilitiesOf(config.githubWebUrl).mayCountNothing,
        heardDate: time.heard,
        heardVersion: noteServerVersion(log),
        mayChange: (login) => isEnforced(policy, login),
        idOf: async (login) => (await store.organizationByLogin(login))?.id ?? null,
        log,
      }),
      leakedCredentials: createLeakedCredentials({ ...config, now: clock.now, patience: overrides.patience ?? 1 }),
      ...ownTokenPorts(config, secrets, clock, log),
      directory: createDirectory(clients, home, clock, overrides.patience, addresses),
      clock,
      time,
      pace: createPace(clock),
      trailStream: createTrailStream(config.auditStream, secrets.auditStreamSecret, clock),
      ids,
      log,
      policy: () => policy,
      wake: { outbox: () => wake.outbox(), reconcile: () => wake.reconcile() },
      signIn: signInWay(config, secrets, home, clock, log),
    };
    await settleIds(ports, addresses);
    const known = await knownPolicy(ports, firstPolicy, config.policyFile);
    if ('problems' in known) throw new StartProblems(known.problems);
    ({ policy } = known);
    const unnamed = await followRenames(ports);
    if (unnamed.length > 0) {
      throw new StartProblems(
        unnamed.map(
          (login) =>
            `${config.policyFile}: organizations: ${login} is missing, but the database holds its requests and tokens; name it, or start with another database`,
        ),
      );
    }
    const wordings = wordingsFor(config.slackCommand);
    const messenger = createMessenger(clients.background, wordings, clock, addresses);
    const decided = { ...ports, github: ports.github.for('decision') };
    const pacer = new Pacer(overrides.isSlackPaced === false ? null : slackPace, clock.elapsedMs, store.processes);
    const outbox = new Outbox({ ports: decided, messenger, githubWebUrl: config.githubWebUrl }, pacer);
    const jobs = createJobs(ports, outbox);
    const inFlight = new WorkInFlight();
    const taking = oneAtATime();
    const inBackground = (work: () => Promise<unknown>): void => {
      inFlight.track(work()).catch((error: unknown) => log.error('background work failed', { why: String(error) }));
    };
    wake.outbox = () => inBackground(() => outbox.wake());
    wake.reconcile = () => inBackground(() => jobs.followHints());

    const refused = createLogRefused(log);
    const wayIn = createWayIn(
      {
        appToken: secrets.slackAppToken,
        signingSecret: secrets.slackSigningSecret,
        apiUrl: config.slackApiUrl,
        dispatcher: overrides.dispatcher ?? null,
        patience: overrides.patience ?? 1,
      },
      { log, clock: systemClock, refused, inFlight },
    );
    await createBolt({
      createReceiver: wayIn.createReceiver,
      proof: wayIn.proof,
      botToken: secrets.slackBotToken,
      slackApiUrl: config.slackApiUrl,
      command: config.slackCommand,
      context: {
        ports: { ...ports, github: ports.github.for('click') },
        wordings,
        botUserId: home.botUserId,
        githubWebUrl: config.githubWebUrl,
        client: clients.interactive,
        respond: createRespond(config.slackApiUrl, log),
        sendFile: createSendFile(clients.background, config.slackApiUrl, undefined, addresses),
        readable: new ReadableRepositories(),
        leaks: new LeakReports(),
        githubHosts: { webUrl: config.githubWebUrl, apiUrl: config.githubApiUrl },
      },
      home,
      ...{ know: knownAtTheDoor(ports), inFlight },
      newReference: () => ids.next().slice(0, 8),
      refused,
    });
    const catchingUp = { isComplete: false, hasBegun: false };
    const ticking: { sinceTickMs: (() => number) | null } = { sinceTickMs: null };
    const sinceTickMs = (): number | null => ticking.sinceTickMs?.() ?? null;
    const metrics = createMetrics({
      ...{ clock, sinceTickMs },
      numbers: () => store.numbers(clock.now()),
      organizations: () => store.organizations(),
      callsLeft: (login) => ports.github.room(login, 'click'),
      msUntil: (way) => pacer.msUntil(way),
    });
    counting.committed = metrics.committed;
    const routes = httpPaths({
      ...{ ports, config, wordings, wayIn, metrics, sinceTickMs, refused },
      webhookSecret: secrets.githubWebhookSecret,
      isKnownToSlack: knownToSlack(clients.background, clock),
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

    // A slow first start outlasts the tick that would begin it again.
    const catchUp = joined(async (): Promise<void> => {
      // Another process looks after all that; this one will where it takes the timetable over.
      if (!(await store.isScheduler())) return void (await jobs.deliver());
      // The rest of a start is done once: an organization that can't be listed must not cost the others their calls.
      const isComplete = catchingUp.hasBegun ? await jobs.listAll() : await jobs.catchUp();
      catchingUp.hasBegun = true;
      catchingUp.isComplete = isComplete || catchingUp.isComplete;
      if (catchingUp.isComplete) log.info('ready: every organization was listed');
    });
    const running =
      overrides.hasTimetable === false
        ? null
        : schedule(
            { ...jobs, listPending: () => (catchingUp.isComplete ? jobs.listPending() : catchUp()) },
            log,
            clock,
          );
    ticking.sinceTickMs = running?.sinceTickMs ?? null;
    inBackground(catchUp);
    inBackground(jobs.besideCatchUp);

    // What one lets go may start the other.
    const idle = async (): Promise<void> => {
      do {
        await running?.idle();
        await inFlight.idle();
        await outbox.idle();
      } while (!inFlight.isIdle);
    };

    return {
      port,
      idle,
      timetable,
      takePolicy: (read) =>
        taking(async () => {
          const before = policy.hash;
          const isInForce = await takePolicy(ports, read, {
            file: config.policyFile,
            put: (next) => {
              policy = next;
            },
          });
          // Whoever is new is linked, Homes follow, what was added is listed and each deadline follows a new mode, without waiting for the timetable.
          if (policy.hash !== before)
            inBackground(async () => {
              for (const job of ['linkPeople', 'publishHomes', 'listActive', 'endDrift'] as const) await jobs[job]();
            });
          return isInForce;
        }),
      wake: async (job) => {
        await jobs[job]();
      },
      stop: async () => {
        const patience = new Promise<void>((resolve) => setTimeout(resolve, stopPatienceMs).unref());
        await running?.stop();
        await Promise.race([Promise.all([server.stop(), wayIn.close()]), patience]);
        await Promise.race([Promise.all([outbox.stop(), inFlight.idle()]), patience]);
        await store.close();
        log.info('stopped');
      },
    };
  }
}
