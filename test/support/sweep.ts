import { bundleBot } from '@countersign/sandbox-stage/bundle-bot';
import type { World } from '@countersign/sandbox-stage/cast';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { atMost } from './at-most.ts';
import type { TestDatabase } from './database/test-database.ts';
import { KilledWorld, nameOf, type Point } from './killed-world.ts';
import { restingProcesses } from './resting-processes.ts';
import { isInShare, isWhole } from './share.ts';

export type Sweep = {
  /** What stands before the first watched moment; the same for every world. */
  readonly prepare?: (world: World) => void;
  /** The watched path, and what must hold after it: the problems that it finds. */
  readonly walk: (killed: KilledWorld) => Promise<readonly string[]>;
  /** Of the points those at which `npm test` kills on PostgreSQL, by their names: each fits one. */
  readonly onServer?: readonly RegExp[];
};

type Life = { readonly problems: readonly string[]; readonly passed: readonly Point[]; readonly isDead: boolean };

const isOnServer = inject('postgres') !== undefined;
/** The few lives of a share: each goes on in the process that the one before it has left. */
const isShort = isOnServer && !isWhole;
/** Two cores: a third life uses what the others leave while they wait. */
const atOnce = isShort ? 1 : 3;
const mostLives = 3;

/** What can't be taken back. */
const lasting = { message: /^Slack chat\.postMessage/, review: /^GitHub POST/ };
/** What only reads loses nothing: there `npm run prove` kills. */
const reading = /^GitHub GET|^Slack (?:users|conversations|views)\./;
/** Commits of one kind, each killed after where it comes first, and of how many one: what is decided is taken each time. */
const commits = [
  { fits: /^commit .*\w\.\w/, oneIn: 1 },
  { fits: /^commit .* done$/, oneIn: 3 },
  { fits: /^commit /, oneIn: 3 },
  { fits: /^Slack chat\.update/, oneIn: 3 },
];

/**
 * Those of the path's points at which every `npm test` kills on a file: after each message, before the first in each place, before and after
 * a review, and after each kind of commit and of redraw, which is before whatever comes next; of those in which nothing is decided every
 * third one.
 */
function shareOnFile(passed: readonly Point[]): readonly Point[] {
  const counts = new Map<(typeof commits)[number], number>();
  return passed.filter(({ moment, what, nth }) => {
    if (lasting.review.test(what)) return true;
    if (lasting.message.test(what)) return moment === 'after' || nth === 1;
    if (moment === 'before' || nth > 1 || reading.test(what)) return false;
    const kind = commits.find(({ fits }) => fits.test(what));
    if (kind === undefined) return true;
    const place = counts.get(kind) ?? 0;
    counts.set(kind, place + 1);
    return isInShare(kind.oneIn, place);
  });
}

function shareOnServer(passed: readonly Point[], names: readonly RegExp[]): readonly Point[] {
  return names.map((name) => {
    const [point, ...others] = passed.filter((one) => name.test(nameOf(one)));
    if (point === undefined || others.length > 0) throw new Error(`${name} is to fit one point of the path`);
    return point;
  });
}

/**
 * Walks a path once with nobody killed, and then once for each commit and each call that it passed, in a fresh world whose program is
 * killed just there; for a fixed share of them in `npm test`, for all in `npm run prove`; on either
 * engine. Answers the first life.
 */
export async function sweep(title: string, { prepare, walk, onServer = [] }: Sweep): Promise<Life> {
  const entry = await bundleBot();
  const resting = restingProcesses(entry);
  const start = (at: Point | null, like: TestDatabase | null): Promise<KilledWorld> =>
    KilledWorld.start({ entry, at, like, resting, ...(prepare === undefined ? {} : { prepare }) });
  // The database of a program that has started and looked around: each life of the sweep goes on from it.
  const begun = await start(null, null);
  await begun.endProgram();
  afterAll(() => begun.removeDatabase());

  const live = async (at: Point | null): Promise<Life> => {
    const killed = await start(at, begun.database);
    try {
      await killed.watch();
      const problems = await walk(killed);
      return { problems, passed: killed.passed, isDead: killed.death !== null };
    } finally {
      await killed.endProgram();
      await killed.removeDatabase();
    }
  };
  const whole = await live(null);
  // As it ends, a process keeps what it has compiled: those that follow start from that.
  if (!isShort) await resting.pop()?.end();
  const inTurn = atMost(atOnce);
  const share = isOnServer ? (passed: Life['passed']) => shareOnServer(passed, onServer) : shareOnFile;

  describe.concurrent(title, () => {
    for (const at of isWhole ? whole.passed : share(whole.passed)) {
      it(`killed ${nameOf(at)}`, async () => {
        let isDead = false;
        // What runs side by side may draw a card once less than the first life did: then the point is sought again.
        for (let life = 0; life < mostLives && !isDead; life += 1) {
          const one = await inTurn(() => live(at));
          expect(one.problems).toEqual([]);
          isDead = one.isDead;
        }
        // A point that is not met is no test.
        expect(isDead).toBe(true);
      });
    }
  });
  return whole;
}
