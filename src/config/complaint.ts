import { redactCredentials } from '../domain/credential.ts';

/**
 * What an operator reads of a start that could not be. The problems name files, keys, addresses and other programs' errors, and any of
 * these may be a credential that was put in the wrong place: none is said again.
 */
export function complaint(problems: readonly string[]): string {
  return `Countersign cannot start:\n${problems.map((problem) => `  - ${redactCredentials(problem)}`).join('\n')}\n`;
}

/** What follows where settings are missing or wrong. */
export function whatMends(areSeveral: boolean): string {
  return areSeveral
    ? 'The section "Several workspaces" of docs/running.md explains each setting; npm run doctor says what is wrong.\n'
    : 'npm run setup makes what is missing, step by step; docs/set-up.md explains each setting.\n';
}
