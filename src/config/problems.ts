/** Everything that stops a start, found at once: by variable, or by file, line and key. */
export class StartProblems extends Error {
  override readonly name = 'StartProblems';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
