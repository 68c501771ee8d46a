import type { Survivor } from './survivors/survivor.ts';

/** One change to a rule, and whether a test of `test/domain` failed because of it. */
export type Mutant = {
  readonly file: string;
  readonly lineNumber: number;
  /** The whole line that the change begins on, without the space around it. */
  readonly line: string;
  readonly text: string;
  readonly becomes: string;
  readonly isCaught: boolean;
};

type Score = { readonly file: string; readonly caught: number; readonly total: number };

export type Judgement = {
  readonly scores: readonly Score[];
  /** Over all files, in percent. */
  readonly percent: number;
  readonly accepted: readonly { readonly mutant: Mutant; readonly because: string }[];
  readonly unnamed: readonly Mutant[];
  /** Accepted survivors of what was mutated that are caught by now, or that are not there any more, like their file perhaps. */
  readonly outdated: readonly Survivor[];
};

function isMeant(survivor: Survivor, mutant: Mutant): boolean {
  return (['file', 'line', 'text', 'becomes'] as const).every((part) => survivor[part] === mutant[part]);
}

export function percentOf(scores: readonly Score[]): number {
  const total = scores.reduce((sum, score) => sum + score.total, 0);
  return total === 0 ? 0 : (100 * scores.reduce((sum, score) => sum + score.caught, 0)) / total;
}

/** `asked` are the files and folders that were mutated: of the others nothing is known. */
export function judge(mutants: readonly Mutant[], survivors: readonly Survivor[], asked: readonly string[]): Judgement {
  const byFile = [...Map.groupBy(mutants, ({ file }) => file)].sort(([one], [other]) => one.localeCompare(other, 'en'));
  const scores = byFile.map(([file, own]) => ({
    file,
    caught: own.filter(({ isCaught }) => isCaught).length,
    total: own.length,
  }));
  const alive = byFile.flatMap(([, own]) =>
    own
      .filter(({ isCaught }) => !isCaught)
      .sort((one, other) => one.lineNumber - other.lineNumber)
      .map((mutant) => ({ mutant, survivor: survivors.find((survivor) => isMeant(survivor, mutant)) })),
  );
  const isAsked = (file: string): boolean => asked.some((path) => file === path || file.startsWith(`${path}/`));
  return {
    scores,
    percent: percentOf(scores),
    accepted: alive.flatMap(({ mutant, survivor }) =>
      survivor === undefined ? [] : [{ mutant, because: survivor.because }],
    ),
    unnamed: alive.filter(({ survivor }) => survivor === undefined).map(({ mutant }) => mutant),
    outdated: survivors.filter(
      (survivor) => isAsked(survivor.file) && !alive.some(({ mutant }) => isMeant(survivor, mutant)),
    ),
  };
}
