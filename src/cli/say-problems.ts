import { redactCredentials } from '../domain/credential.ts';

/** On standard error, one a line. What a command ends with then. */
export function sayProblems(problems: readonly string[]): 1 {
  process.stderr.write(problems.map((problem) => `${redactCredentials(problem)}\n`).join(''));
  return 1;
}
