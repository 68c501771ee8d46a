import type { InstallURLOptions, StateStore } from '@slack/oauth';
import type { Clock } from '../ports/clock.ts';
import type { OneTimeSecrets } from '../ports/sign-in.ts';

/** As long as Slack's own page waits for somebody. */
export const stateSeconds = 600;

/** The state is none that may be used. */
export class StateError extends Error {
  override readonly name = 'StateError';
  /** `foreign`: none of ours. */
  readonly why: 'foreign' | 'too_late' | 'used';

  constructor(why: StateError['why']) {
    super(`the state is ${why}`);
    this.why = why;
  }
}

export type InstallStates = StateStore & {
  /** `foreign`: none of ours. Looking changes nothing. */
  readonly look: (state: string) => 'open' | StateError['why'];
};

/**
 * States of installations: each signed, for ten minutes, and taken once. They are kept nowhere, so that a program that was restarted, or another process of
 * several, knows them too; what was used is remembered by the process that took it, and Slack takes the code of each once anyway.
 */
export function installStates(
  secrets: OneTimeSecrets,
  clientSecret: string,
  clock: Clock,
  options: InstallURLOptions,
): InstallStates {
  /** By when it was made. */
  const used = new Map<string, number>();
  const sign = (made: string): string => secrets.derive(clientSecret, `install ${made}`);
  const isOver = (madeAt: number): boolean => Math.abs(clock.now() - madeAt) > stateSeconds * 1_000;

  function look(state: string): 'open' | StateError['why'] {
    const [at = '', random = '', signature = ''] = state.split('.');
    // Compared by hash: how much of a guess is right must not show in how long it takes.
    if (secrets.hash(signature) !== secrets.hash(sign(`${at}.${random}`))) return 'foreign';
    if (used.has(random)) return 'used';
    return isOver(Number.parseInt(at, 36)) ? 'too_late' : 'open';
  }

  return {
    look,
    generateStateParam: async () => {
      const made = `${clock.now().toString(36)}.${secrets.next()}`;
      return `${made}.${sign(made)}`;
    },
    verifyStateParam: async (_, state) => {
      const seen = look(state);
      if (seen !== 'open') throw new StateError(seen);
      const [at = '', random = ''] = state.split('.');
      for (const [known, knownAt] of used) if (isOver(knownAt)) used.delete(known);
      used.set(random, Number.parseInt(at, 36));
      return options;
    },
  };
}
