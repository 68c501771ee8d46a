import { type AppKeys, createAppKeys, createWorld } from '@countersign/sandbox-stage/cast';
import { type ChildBot, startBot } from '@countersign/sandbox-stage/child-bot';
import { onTestFinished } from 'vitest';
import { postgresDatabase } from '../database/postgres-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { restingProcesses } from '../resting-processes.ts';
import { firstMoment, migrationsFolder, type StoryWorld } from '../start-world.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { type Link, startLink } from './link.ts';
import { standServerClock } from './server-clock.ts';

type Process = {
  readonly bot: ChildBot;
  /** Null where nothing stands between it and the server. */
  readonly link: Link | null;
  state: 'well' | 'frozen' | 'cut off' | 'dead' | 'ended';
  /** Settles when it is no longer well: nobody waits for it then. */
  unwell: PromiseWithResolvers<void>;
};

/** Several processes of the program on one database of a server, behind a balancer. */
export type Several = StoryWorld & {
  readonly database: TestDatabase;
  readonly balancer: Balancer;
  /** Moves everybody's clock, and lets nothing happen. */
  readonly moveClock: (seconds: number) => void;
  /** Who is well, by number. */
  readonly well: () => readonly number[];
  /** Whom the next request from Slack or GitHub reaches. */
  readonly reach: (number: number) => void;
  readonly bot: (number: number) => ChildBot;
  /** Who keeps the timetable, by the server's word. */
  readonly scheduler: () => Promise<number>;
  /** Takes the timetable from whoever keeps it, as the server would: whoever asks next has it. */
  readonly loseTimetable: () => Promise<void>;
  /** Lets one process alone do whatever is due. */
  readonly settleOne: (number: number) => Promise<void>;
  readonly kill: (number: number) => Promise<void>;
  /** Ends one in order, as for an upgrade. */
  readonly end: (number: number) => Promise<void>;
  /** SIGSTOP: it does nothing, and everybody thinks that it is there. */
  readonly freeze: (number: number) => void;
  /** Its way to the server swallows everything. */
  readonly cutOff: (number: number) => void;
  /** Whoever was frozen or cut off goes on, once the server has let go of the lines that were cut. */
  readonly mendAll: () => Promise<void>;
  /** One more process, of another release where its migrations are named. */
  readonly start: (migrations?: string) => Promise<number>;
  /** What any of them logged as an error. */
  readonly errors: () => readonly string[];
};

export type SeveralOptions = {
  /** The address of the server, and the bundle that is run. */
  readonly server: string;
  readonly entry: string;
  readonly count?: number;
  /** Each commit waits for `onCommit` of its bot. */
  readonly pausesAtCommits?: boolean;
  /** Each keeps Slack's pace, by a server whose clock the story moves as well (`server-clock.ts`). */
  readonly isSlackPaced?: boolean;
  /** Each has a way to the server that can be cut, through which all that they say to it has to pass. */
  readonly mayBeCutOff?: boolean;
};

/** At rest nobody holds any other lock of ours for longer than a moment, and that one belongs to a session. */
const schedulerSql = `select application_name as name, pid from pg_locks join pg_stat_activity using (pid)
  where locktype = 'advisory' and mode = 'ExclusiveLock' and granted and datname = current_database() and state = 'idle'`;

const connectionsSql = (number: number): string =>
  `select pid from pg_stat_activity where datname = current_database() and application_name = '${number}'`;

const leftSql = (
  now: number,
): string => `select exists (select from effects where state = 'waiting' and due_at <= ${now})
  or exists (select from hints where handled_at is null) as left`;

/** Making a key pair takes longer than a short story. */
let keys: AppKeys | null = null;

export async function startSeveral(options: SeveralOptions): Promise<Several> {
  const { server, entry, count = 3, pausesAtCommits = false, isSlackPaced = false, mayBeCutOff = false } = options;
  let clockMs = firstMoment;
  keys ??= createAppKeys();
  const world = await createWorld(() => new Date(clockMs), keys, 20);
  const database = await postgresDatabase(server, 'none');
  if (isSlackPaced) await standServerClock(database.place, clockMs);
  const balancer = await startBalancer();
  const processes: Process[] = [];
  const are = (state: Process['state']): readonly number[] =>
    processes.flatMap((process, number) => (process.state === state ? [number] : []));
  const at = (number: number): Process => {
    const process = processes[number];
    if (process === undefined) throw new Error(`there is no process ${number}`);
    return process;
  };
  /** Like a balancer that looks after its targets: whoever is not well gets no request. */
  const serve = (): void => balancer.serve(are('well').map((number) => at(number).bot.port));
  const become = (number: number, state: Process['state']): void => {
    const process = at(number);
    process.state = state;
    if (state === 'well') process.unwell = Promise.withResolvers();
    else process.unwell.resolve();
    serve();
  };
  const settleOne = async (number: number): Promise<void> => {
    const { bot, unwell } = at(number);
    await Promise.race([bot.settle().catch((error: unknown) => unlessDead(number, error)), unwell.promise]);
  };
  const isOver = ({ state }: Process): boolean => state === 'dead' || state === 'ended';
  const unlessDead = (number: number, error: unknown): void => {
    if (!isOver(at(number))) throw error;
  };

  const start = async (migrations = migrationsFolder): Promise<number> => {
    const link = mayBeCutOff ? await startLink(Number(new URL(server).port)) : null;
    const bot = await startBot({
      config: world.configFor('none'),
      secrets: {
        ...world.secrets,
        databaseUrl: `${link?.through(database.place) ?? database.place}?application_name=${processes.length}`,
      },
      policyText: world.policy,
      now: clockMs,
      migrationsFolder: migrations,
      pausesAtCommits,
      isSlackPaced,
      patience: 20,
      entry,
      resting: restingProcesses(entry).pop() ?? null,
    });
    processes.push({ bot, link, state: 'well', unwell: Promise.withResolvers() });
    serve();
    return processes.length - 1;
  };

  const moveClock = (seconds: number): void => {
    clockMs += seconds * 1_000;
    for (const process of processes) if (!isOver(process)) process.bot.setClock(clockMs);
  };
  /** Until then it keeps the timetable and whatever its transactions hold, by the server's word. */
  const buried = async (number: number): Promise<void> => {
    await at(number).bot.ended;
    while ((await database.rows(connectionsSql(number))).length > 0);
  };
  const ended = async (pid: number): Promise<void> => {
    while ((await database.rows(`select 1 from pg_stat_activity where pid = ${pid}`)).length > 0);
  };
  const scheduler = async (): Promise<number> => {
    // Its session is not at rest in the moment in which it says that it is still there.
    for (;;) {
      const [holder] = await database.rows<{ name: string }>(schedulerSql);
      if (holder !== undefined) return Number(holder.name);
    }
  };
  const settleAll = async (): Promise<void> => {
    await world.github.webhooks.idle();
    await Promise.all(are('well').map(settleOne));
  };
  /** Due and in nobody's hands, or a webhook that nobody has looked at. A server that is away leaves everything. */
  const isAnythingLeft = (): Promise<boolean> =>
    database.rows<{ left: boolean }>(leftSql(clockMs)).then(
      ([found]) => found?.left === true,
      () => true,
    );
  const settle = async (): Promise<void> => {
    await settleAll();
    // What one of them did last may be another's to go on with, who had nothing to do any more by then.
    if (await isAnythingLeft()) await settleAll();
    // Else time would pass for the others while the dead one still stands in their way.
    await Promise.all(are('dead').map(buried));
  };

  /** Whoever is well at the end of a story that went well serves another one. */
  const rest = async ({ bot }: Process): Promise<void> => {
    const process = await bot.rest();
    if (process !== null) restingProcesses(entry).push(process);
  };

  onTestFinished(async ({ task }) => {
    const isWell = task.result?.state === 'pass';
    const left = processes.filter((process) => !isOver(process));
    await Promise.all(left.map((process) => (isWell && process.state === 'well' ? rest(process) : process.bot.kill())));
    for (const { link } of processes) link?.close();
    balancer.close();
    await world.stop();
    await database.remove();
  });
  for (let number = 0; number < count; number += 1) await start();
  world.slack.setRequestUrl(`${balancer.origin}/slack/events`);
  world.github.webhooks.setUrl(`${balancer.origin}/github/webhooks`);
  await settle();

  return {
    ...world,
    database,
    balancer,
    now: () => clockMs,
    settle,
    moveClock,
    pass: async ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      moveClock(((days * 24 + hours) * 60 + minutes) * 60 + seconds);
      await settle();
    },
    passWatching: async ({ minutes }) => {
      moveClock(minutes * 60);
      await at(await scheduler()).bot.keepWatch();
    },
    well: () => are('well'),
    reach: (number) => balancer.next(at(number).bot.port),
    bot: (number) => at(number).bot,
    settleOne,
    loseTimetable: async () => {
      await database.rows(`select pg_terminate_backend(pid, 10000) from (${schedulerSql}) as holder`);
    },
    scheduler,
    kill: async (number) => {
      become(number, 'dead');
      await at(number).bot.kill();
    },
    end: async (number) => {
      become(number, 'ended');
      await rest(at(number));
    },
    freeze: (number) => {
      become(number, 'frozen');
      at(number).bot.freeze();
    },
    cutOff: (number) => {
      const { link } = at(number);
      if (link === null) throw new Error('its way to the server can’t be cut');
      become(number, 'cut off');
      link.silence();
    },
    mendAll: async () => {
      const cut = (
        await Promise.all(are('cut off').map((number) => database.rows<{ pid: number }>(connectionsSql(number))))
      ).flat();
      for (const number of are('frozen')) at(number).bot.thaw();
      for (const number of are('cut off')) at(number).link?.mend();
      // Else a settle may be over before the timetable, which one of them holds, is anybody's again.
      await Promise.all(cut.map(({ pid }) => ended(pid)));
      for (const number of [...are('frozen'), ...are('cut off')]) become(number, 'well');
    },
    start,
    errors: () => processes.flatMap(({ bot }) => bot.errors),
  };
}
