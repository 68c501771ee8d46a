import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Config, Secrets } from './config/environment.ts';
import { complaintsBeside } from './config/policy-complaints.ts';
import { StartProblems } from './config/problems.ts';
import type { Change } from './domain/change.ts';
import { abilitiesOf } from './domain/github-host.ts';
import type { OrganizationId, SlackUserId } from './domain/ids.ts';
import { isEnforced, type Policy } from './domain/policy/policy.ts';
import { createGithub } from './github/gateway.ts';
import { createLeakedCredentials } from './github/revoke-leaked.ts';
import { createJobs } from './jobs/jobs.ts';
import { joinRun } from './jobs/join-run.ts';
import { oneAtATime } from './jobs/one-at-a-time.ts';
import { createPace } from './jobs/pace.ts';
import { schedule } from './jobs/schedule.ts';
import type { Measured } from './metrics.ts';
import { ReadableRepositories } from './operations/ask/readable-repositories.ts';
import { LeakReports } from './operations/decide/leak-reports.ts';
import { knownAtTheDoor } from './operations/people/known-as.ts';
import { knownPolicy } from './operations/people/known-policy.ts';
import { learnIds } from './operations/people/learn-ids.ts';
import { followRenames } from './operations/watch/follow-renames.ts';
import { type PolicyRead, takePolicy } from './operations/watch/take-policy.ts';
import { Outbox } from './outbox/outbox.ts';
import { Pacer } from './outbox/pacer.ts';
import { slackPace } from './outbox/slack-pace.ts';
import type { PlayedByHand, PlayedWorld } from './played-world.ts';
import type { Log } from './ports/log.ts';
import type { Ports } from './ports/ports.ts';
import type { HearWait } from './ports/shared-waits.ts';
import type { Store } from './ports/store.ts';
import { createTrailStream } from './record/create-trail-stream.ts';
import { noteServerVersion } from './server-version.ts';
import { linkRoutesOf, ownTokenPorts, signInWay } from './sign-in-way.ts';
import type { SharedContext } from './slack/context.ts';
import { createDirectory } from './slack/directory.ts';
import type { KnowPeople } from './slack/door.ts';
import { knownToSlack } from './slack/known-to-slack.ts';
import { createMessenger } from './slack/messenger.ts';
import { findOwnTeam, type OwnTeam } from './slack/own-team.ts';
import type { createRespond } from './slack/respond.ts';
import { createSendFile } from './slack/send-file.ts';
import { createWebClients } from './slack/web-clients.ts';
import { WorkInFlight } from './slack/work-in-flight.ts';
import { tellingCommits } from './telling-commits.ts';
import type { LinkRoutes } from './web/link-routes.ts';
import type { Wordings } from './wording/wording-for.ts';
import { compareClocks } from './world-time.ts';

/** What one workspace has to itself. */
export type Own = {
  /** With its own database and policy file. */
  readonly config: Config;
  readonly secrets: Secrets;
  readonly botToken: string;
  readonly policy: Policy;
  readonly store: Store;
  readonly log: Log;
  /** Its id, where the process has several; null where it is the only one. */
  readonly id: string | null;
};

/** What the workspaces of a process share. */
export type Common = Required<
  Pick<PlayedWorld, 'clock' | 'ids' | 'hasTimetable' | 'isGithubPaced' | 'isSlackPaced' | 'patience'>
> & {
  readonly wordings: Wordings;
  readonly respond: ReturnType<typeof createRespond>;
  readonly committed: (change: Change, workspace: string | null) => void;
  /** What is wrong with a policy besides itself, as its own workspace may read it: it names what another's names. */
  readonly clashesOf: (policy: Policy, workspace: string | null) => readonly string[];
  /** Whether the organization is another workspace's. */
  readonly isAnothers: (id: OrganizationId, workspace: string | null) => Promise<boolean>;
  readonly uninstalled: (workspace: string | null) => Promise<void>;
};

/** One workspace at work, with all that is its own. */
export type Workspace = Pick<PlayedByHand, 'wake' | 'idle'> & {
  readonly id: string | null;
  readonly ownTeam: OwnTeam;
  readonly botToken: string;
  readonly ports: Ports;
  readonly context: SharedContext;
  readonly know: KnowPeople;
  /** What is under way for it. */
  readonly inFlight: WorkInFlight;
  readonly measured: Measured;
  readonly isKnownToSlack: () => Promise<boolean>;
  /** The pages on which its people sign in; null where nobody can. */
  readonly links: LinkRoutes | null;
  readonly sinceTickMs: () => number | null;
  /** Catches up with GitHub, and goes by the clock from then on. */
  readonly begin: () => void;
  readonly takePolicy: (read: PolicyRead) => Promise<boolean>;
  /** Nothing happens by the clock any more. */
  readonly rest: () => Promise<void>;
  /** Lets work in flight end, until the wait for it is over, and closes the database. */
  readonly close: (waitIsOver: Promise<void>) => Promise<void>;
};

/** Makes a workspace ready to be reached. Throws a Fault, or StartProblems, where the outside does not let it start. */
export async function openWorkspace(own: Own, common: Common): Promise<Workspace> {
  const { config, secrets, botToken, log, id } = own;
  const { clock, ids, wordings, patience } = common;
  const store = tellingCommits(own.store, (change) => common.committed(change, id));
  await store.releaseAllLeases();
  const clients = createWebClients({ botToken, apiUrl: config.slackApiUrl });
  const ownTeam = await findOwnTeam(clients.interactive);
  // A token of another workspace would let its people act on these rows.
  if (id !== null && ownTeam.teamId !== id)
    throw new StartProblems([`${config.policyFile}: the app's token belongs to the workspace ${ownTeam.teamId}`]);
  const time = compareClocks(clock, log);
  let policy = own.policy;
  const addresses = new Map<SlackUserId, SlackUserId>();
  const wake = { outbox: (): void => undefined, reconcile: (): void => undefined };
  const inFlight = new WorkInFlight();
  const inBackground = (work: () => Promise<unknown>): void => {
    inFlight.track(work()).catch((error: unknown) => log.error('background work failed', { why: String(error) }));
  };
  let hearWait: HearWait = () => undefined;
  const ports: Ports = {
    store,
    github: createGithub({
      tellWait: (...wait) => inBackground(() => store.waits.tell(...wait)),
      hearWaits: (listener) => {
        hearWait = listener;
      },
      ...{ apiUrl: config.githubApiUrl, appId: config.githubAppId, privateKey: secrets.githubAppPrivateKey },
      ...{ now: clock.now, elapsedMs: clock.elapsedMs, processes: store.pace.processes },
      ...{ isPaced: common.isGithubPaced, patience },
      abilities: abilitiesOf(config.githubWebUrl),
      heardDate: time.heard,
      heardVersion: noteServerVersion(log),
      mayChange: (login) => isEnforced(policy, login),
      isAnothers: (organization) => common.isAnothers(organization, id),
      idOf: async (login) => (await store.organizationByLogin(login))?.id ?? null,
      log,
    }),
    leakedCredentials: createLeakedCredentials({ ...config, now: clock.now, patience }),
    ...ownTokenPorts(config, secrets, clock, log),
    directory: createDirectory(clients, ownTeam, clock, patience, addresses),
    clock,
    time,
    pace: createPace(clock),
    trailStream: createTrailStream(config.auditStream, secrets.auditStreamSecret, clock),
    ids,
    log,
    policy: () => policy,
    wake: { outbox: () => wake.outbox(), reconcile: () => wake.reconcile() },
    signIn: signInWay(config, secrets, { ...ownTeam, isOneOfSeveral: id !== null }, clock, log),
  };
  await store.waits.hear((...wait) => hearWait(...wait));
  await learnIds(ports, addresses);
  const complaints = complaintsBeside(config.policyFile);
  const known = await knownPolicy(ports, own.policy);
  if ('twice' in known) throw new StartProblems(known.twice.map(complaints.namedTwice));
  ({ policy } = known);
  const unnamed = await followRenames(ports);
  if (unnamed.length > 0) {
    throw new StartProblems(
      unnamed.map((login) => `${complaints.unnamed(login)}; name it, or start with another database`),
    );
  }
  const messenger = createMessenger(clients.background, wordings, clock, addresses);
  const decided = { ...ports, github: ports.github.for('decision') };
  const pacer = new Pacer(common.isSlackPaced ? slackPace : null, clock.elapsedMs, store.pace);
  const outbox = new Outbox({ ports: decided, messenger, githubWebUrl: config.githubWebUrl }, pacer);
  const jobs = createJobs(ports, outbox);
  const taking = oneAtATime();
  let clashedBefore = '';
  wake.outbox = () => inBackground(() => outbox.wake());
  wake.reconcile = () => inBackground(() => jobs.followHints());

  let running: ReturnType<typeof schedule> | null = null;
  const sinceTickMs = (): number | null => running?.sinceTickMs() ?? null;
  const catchingUp = { isComplete: false, hasBegun: false };
  // A slow first start outlasts the tick that would begin it again.
  const catchUp = joinRun(async (): Promise<void> => {
    // Another process looks after all that; this one will where it takes the timetable over.
    if (!(await store.isScheduler())) return void (await jobs.deliver());
    // The rest of a start is done once: an organization that can't be listed must not cost the others their calls.
    const isComplete = catchingUp.hasBegun ? await jobs.listAll() : await jobs.catchUp();
    catchingUp.hasBegun = true;
    catchingUp.isComplete = isComplete || catchingUp.isComplete;
    if (catchingUp.isComplete) log.info('ready: every organization was listed');
  });

  const clicked = { ...ports, github: ports.github.for('click') };
  return {
    ...{ id, ownTeam, botToken, ports, inFlight, sinceTickMs, know: knownAtTheDoor(ports) },
    links: linkRoutesOf(clicked, wordings, config, id),
    context: {
      ports: clicked,
      wordings,
      botUserId: ownTeam.botUserId,
      githubWebUrl: config.githubWebUrl,
      client: clients.interactive,
      respond: common.respond,
      sendFile: createSendFile(clients.background, config.slackApiUrl, undefined, addresses),
      readable: new ReadableRepositories(),
      leaks: new LeakReports(),
      githubHosts: { webUrl: config.githubWebUrl, apiUrl: config.githubApiUrl },
      uninstalled: () => common.uninstalled(id),
    },
    measured: {
      workspace: id,
      sinceTickMs,
      numbers: () => store.numbers(clock.now()),
      organizations: () => store.organizations(),
      callsLeft: (login) => ports.github.room(login, 'click'),
      msUntil: (way) => pacer.msUntil(way),
    },
    isKnownToSlack: knownToSlack(clients.background, clock),
    begin: () => {
      if (common.hasTimetable)
        running = schedule(
          { ...jobs, listPending: () => (catchingUp.isComplete ? jobs.listPending() : catchUp()) },
          log,
          clock,
        );
      for (const work of [catchUp, jobs.besideCatchUp])
        inBackground(async () => {
          // Whoever waits for a start is answered first.
          await nextTurn();
          await work();
        });
    },
    takePolicy: (read) =>
      taking(async () => {
        const before = policy.hash;
        const clashes = 'policy' in read ? common.clashesOf(read.policy, id) : [];
        const clashed = 'policy' in read && clashes.length > 0 ? [read.policy.hash, ...clashes].join() : '';
        // It is read again whenever another's file changes; the channel heard of it.
        if (clashed !== '' && clashed === clashedBefore) return false;
        clashedBefore = clashed;
        const isInForce = await takePolicy(ports, clashes.length === 0 ? read : { problems: clashes }, {
          complaints,
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
    // What one lets go may start the other.
    idle: async () => {
      do {
        await running?.idle();
        await inFlight.idle();
        await outbox.idle();
      } while (!inFlight.isIdle);
    },
    rest: async () => running?.stop(),
    close: async (waitIsOver) => {
      await Promise.race([Promise.all([running?.idle(), outbox.stop(), inFlight.idle()]), waitIsOver]);
      await store.close();
    },
  };
}
