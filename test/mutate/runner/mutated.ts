import type { MutantCoverage } from '@stryker-mutator/api/core';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';

/** The mutated program: which mutant is in it is said by one global object, and each mutant counts there how often it is reached. */
export type Mutated = {
  activate(id: string | null): void;
  /** From now on what is reached is reached by this test. */
  watch(test: string | null): void;
  coverage(): MutantCoverage;
  limitHits(limit: number | undefined): void;
  /** A loop that never ends reaches its mutant again and again. */
  isOverLimit(): boolean;
};

type Said = {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: MutantCoverage;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
};

export function mutated(): Mutated {
  const said: Said = {};
  Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: said });
  return {
    activate(id) {
      said.activeMutant = id ?? undefined;
    },
    watch(test) {
      said.currentTestId = test ?? undefined;
    },
    coverage: () => said.mutantCoverage ?? { static: {}, perTest: {} },
    limitHits(limit) {
      said.hitLimit = limit;
      said.hitCount = limit === undefined ? undefined : 0;
    },
    isOverLimit: () => said.hitLimit !== undefined && (said.hitCount ?? 0) > said.hitLimit,
  };
}
