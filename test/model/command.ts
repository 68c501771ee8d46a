import type { AsyncCommand } from 'fast-check';
import type { Checker } from './checker.ts';
import { Died } from './crash-point.ts';
import type { ProvenWorld } from './proven-world.ts';

/** What a sequence needs to know of the world to be worth running: how much there may be to act on. */
export type Model = { asked: number; made: number; isArmed: boolean };
export type Real = { readonly proven: ProvenWorld; readonly checker: Checker };
export type Command = AsyncCommand<Model, Real>;

export class Broken extends Error {
  override readonly name = 'Broken';
}

export function throwIfBroken(problems: readonly string[]): void {
  if (problems.length > 0) throw new Broken(problems.slice(0, 8).join('\n'));
}

/** Whoever asks something of a program that dies meanwhile gets no answer, and has seen nothing wrong. */
async function untilDeath(proven: ProvenWorld, act: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await act();
  } catch (error) {
    if (proven.crash.isDead || error instanceof Died) return [];
    throw error;
  }
}

/** Looks in the middle of a command: what follows is judged by what could be known by then. */
export type Look = () => Promise<readonly string[]>;

/** One thing that somebody does. It answers what it saw to be wrong; after it everything that must always hold is checked. */
export function command(
  words: string,
  act: (proven: ProvenWorld, model: Model, look: Look) => Promise<readonly string[] | undefined> | undefined,
  isWorthIt: (model: Readonly<Model>) => boolean = () => true,
): Command {
  return {
    check: isWorthIt,
    run: async (model, { proven, checker }) => {
      // GitHub's instants are whole seconds, and nobody does two things in one.
      proven.passTime(1_000);
      proven.journal.commandBegan();
      const look: Look = async () => {
        await proven.idle();
        await proven.stored.refresh();
        return checker.afterCommand();
      };
      const seen = await untilDeath(proven, async () => (await act(proven, model, look)) ?? []);
      await proven.idle();
      await proven.stored.refresh();
      throwIfBroken([...seen, ...checker.afterCommand()]);
    },
    toString: () => words,
  };
}
