/** A mutant that no test of `test/domain` catches, and why that is right. */
export type Survivor = {
  readonly file: string;
  /** The line that the mutated text begins on. */
  readonly line: string;
  /** What was changed on it, and what it became. A text of several lines is written as one, with single spaces. */
  readonly text: string;
  readonly becomes: string;
  readonly because: string;
};
