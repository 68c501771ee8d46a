import type { Fault } from '@countersign/sandbox-loopback/faults';
import fc from 'fast-check';
import { type Command, command } from './command.ts';
import type { ProvenWorld } from './proven-world.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const spans: readonly (readonly [string, number])[] = [
  ['a second', 1_000],
  ['half a minute', 30_000],
  ['five minutes', 5 * minuteMs],
  ['an hour', hourMs],
  ['a day', dayMs],
  ['eight days', 8 * dayMs],
  ['thirty days', 30 * dayMs],
];

const time: fc.Arbitrary<Command> = fc
  .record({ span: fc.constantFrom(...spans), isSettled: fc.boolean() })
  .map(({ span: [words, ms], isSettled }) =>
    command(`${words} goes by${isSettled ? ', and all that is due is done' : ''}`, async (proven) => {
      proven.passTime(ms);
      if (isSettled) await proven.settle();
      return [];
    }),
  );

const jobs = [
  'deliver',
  'deliver',
  'followHints',
  'listPending',
  'listActive',
  'remind',
  'lapse',
  'linkPeople',
  'redrawDates',
] as const;
type Job = (typeof jobs)[number];

export async function tick({ bot, crash, journal }: ProvenWorld, job: Job): Promise<void> {
  try {
    await bot?.wake(job);
  } catch (error) {
    // A tick that fails is logged by the timetable, and comes again.
    if (!crash.isDead && !journal.hasFailedCalls()) throw error;
  }
}

const ticks: fc.Arbitrary<Command> = fc.constantFrom(...jobs).map((job) =>
  command(`tick: ${job}`, async (proven) => {
    await tick(proven, job);
    return [];
  }),
);

const githubFits: readonly RegExp[] = [
  /^POST .*\/personal-access-token(?:-request)?s\/\d+$/,
  /^GET .*\/personal-access-token(?:-request)?s$/,
  /^GET .*\/personal-access-tokens$/,
  /^GET .*\/memberships\//,
  /^/,
];
const githubAnswers: readonly Fault['answer'][] = [
  'drop',
  { status: 500 },
  { status: 404, body: { message: 'Not Found' } },
  { status: 403, body: { message: 'Resource not accessible by integration' } },
  { status: 401, body: { message: 'Bad credentials' } },
  { status: 429, retryAfterSeconds: 90 },
];
const slackFits: readonly RegExp[] = [
  /^chat\.postMessage$/,
  /^chat\.update$/,
  /^views\./,
  /^(?:users|conversations)\.info$/,
];
const slackAnswers: readonly Fault['answer'][] = [
  'drop',
  { status: 500 },
  { status: 429, retryAfterSeconds: 45 },
  { status: 200, body: { ok: false, error: 'internal_error' } },
];

const faults: fc.Arbitrary<Command> = fc
  .record({
    service: fc.constantFrom('github' as const, 'github' as const, 'slack' as const),
    fits: fc.nat({ max: 19 }),
    answer: fc.nat({ max: 11 }),
    times: fc.integer({ min: 1, max: 4 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  })
  .map(({ service, fits, answer, times, when }) => {
    const [patterns, answers] = service === 'github' ? [githubFits, githubAnswers] : [slackFits, slackAnswers];
    const pattern = patterns[fits % patterns.length] ?? /^/;
    const given = answers[answer % answers.length] ?? 'drop';
    return command(
      `${service} fails ${times} times ${when} ${pattern} with ${JSON.stringify(given)}`,
      async ({ world }) => {
        world[service].server.faults.add({ fits: pattern, times, when, answer: given });
        return [];
      },
    );
  });

const healing = fc.constant(
  command('what failed works again', async ({ world }) => {
    world.slack.server.faults.clear();
    world.github.server.faults.clear();
    return [];
  }),
);

const crashes: fc.Arbitrary<Command> = fc.nat({ max: 12 }).map((acts) =>
  command(
    acts === 0 ? 'the program dies' : `the program will die after ${acts} acts`,
    async (proven, model) => {
      model.isArmed = true;
      if (acts === 0) await proven.kill();
      else proven.crash.arm(acts);
      return [];
    },
    ({ isArmed }) => !isArmed,
  ),
);

const restarts: fc.Arbitrary<Command> = fc.constant(
  command(
    'the program is started',
    async (proven, model) => {
      model.isArmed = false;
      await proven.startBot();
      return [];
    },
    ({ isArmed }) => isArmed,
  ),
);

/** What happens to everybody: time, ticks, outages, deaths. */
export const worldCommands: readonly fc.Arbitrary<Command>[] = [
  time,
  time,
  ticks,
  ticks,
  faults,
  healing,
  crashes,
  restarts,
  restarts,
];
