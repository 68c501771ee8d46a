import { organization } from '@countersign/sandbox-stage/cast';
import fc from 'fast-check';
import { type NamedStretches, nameStretches } from '../../bench/loop-delay.ts';
import { Checker } from './checker.ts';
import { type Command, type Model, type Real, throwIfBroken } from './command.ts';
import { detourCommands } from './detour-commands.ts';
import { githubCommands } from './github-commands.ts';
import { paths } from './path-commands.ts';
import { ProvenWorld } from './proven-world.ts';
import { returnCommands } from './return-commands.ts';
import { slackCommands } from './slack-commands.ts';
import { socketCommands } from './socket-commands.ts';
import { worldCommands } from './world-commands.ts';

const hourMs = 3_600_000;
const mostCommands = 50;

export type Exploration = {
  readonly runs: number;
  readonly seed: number;
  /** Which of the seed's runs to begin with, to see it again. */
  readonly path?: string;
  /** Whether a run that failed is made shorter; true unless told. */
  readonly isShrunk?: boolean;
  /** Whether Slack sends over connections that the program opens, which end at random; it posts unless told. */
  readonly isSocketMode?: boolean;
  /** The address of a PostgreSQL server to run on; SQLite unless told. */
  readonly server?: string | undefined;
  /** Whether the organization is only observed until all comes to rest, and enforced then; false unless told. */
  readonly isObserved?: boolean;
};
/** What all runs together did. */
export type Tally = {
  runs: number;
  commands: number;
  calls: number;
  deaths: number;
  decisions: number;
  longest: number;
  /** What Slack sent over connections, and how many of those there were; none where it posts. */
  envelopes: number;
  connections: number;
  /** Who kept the event loop for longer than 50 ms, by job. */
  readonly stretches: NamedStretches;
};

/** Nothing fails any more, and everybody has had time: one pass brings all three to say the same. */
async function comeToRest({ proven, checker }: Real, isObserved: boolean): Promise<void> {
  const { slack, github } = proven.world;
  proven.journal.commandBegan();
  proven.crash.disarm();
  slack.server.faults.clear();
  github.server.faults.clear();
  github.people.setSuspended(organization, false);
  slack.socketMode.isEnabled = true;
  await github.webhooks.deliverHeld(() => []);
  await proven.startBot();
  if (isObserved) {
    await proven.settle();
    throwIfBroken(proven.journal.broken.splice(0));
    await proven.enforce();
  }
  proven.passTime(2 * hourMs);
  await proven.settle();
  await proven.idle();
  await proven.stored.refresh();
  throwIfBroken([...checker.afterCommand(), ...checker.atRest()]);
}

async function runOnce(
  commands: Iterable<fc.AsyncCommand<Model, Real>>,
  tally: Tally,
  { server, isObserved = false, isSocketMode = false }: Exploration,
): Promise<void> {
  const proven = await ProvenWorld.start(server, tally.stretches, { isObserved, isSocketMode });
  try {
    const real = { proven, checker: new Checker(proven) };
    let count = 0;
    const counted = {
      *[Symbol.iterator]() {
        for (const one of commands) {
          yield one;
          count += 1;
        }
      },
    };
    await fc.asyncModelRun(() => ({ model: { asked: 0, made: 0, isArmed: false }, real }), counted);
    await comeToRest(real, isObserved);
    tally.runs += 1;
    tally.commands += count;
    tally.longest = Math.max(tally.longest, count);
    tally.calls += proven.journal.calls.slack + proven.journal.calls.github;
    tally.deaths += proven.journal.deaths;
    tally.envelopes += proven.world.slack.socketMode.sent.length;
    tally.connections += proven.world.slack.socketMode.greeted;
    tally.decisions += proven.journal.tokenCalls.length;
  } finally {
    await proven.stop();
  }
}

/** Members, owners and GitHub act at random, things fail, and after every step the checker looks. */
export async function explore(exploration: Exploration, tally: Tally): Promise<fc.RunDetails<[Iterable<Command>]>> {
  const { runs, seed, path, isShrunk = true, isSocketMode = false } = exploration;
  const all = [
    ...[paths, paths, paths, ...slackCommands, ...githubCommands, ...returnCommands, ...detourCommands],
    ...worldCommands,
    // Only there: the same seed makes the same runs where Slack posts.
    ...(isSocketMode ? socketCommands : []),
  ] as fc.Arbitrary<Command>[];
  // Most defects need few steps, and a world costs as much as its steps.
  const commands = fc.oneof(
    { weight: 4, arbitrary: fc.commands(all, { maxCommands: mostCommands, size: 'small' }) },
    { weight: 1, arbitrary: fc.commands(all, { maxCommands: mostCommands, size: 'medium' }) },
  );
  return fc.check(
    fc.asyncProperty(commands, (list) => runOnce(list, tally, exploration)),
    { numRuns: runs, seed, endOnFailure: !isShrunk, ...(path === undefined ? {} : { path }) },
  );
}

export function newTally(): Tally {
  return {
    runs: 0,
    commands: 0,
    calls: 0,
    deaths: 0,
    decisions: 0,
    longest: 0,
    envelopes: 0,
    connections: 0,
    stretches: nameStretches(),
  };
}
