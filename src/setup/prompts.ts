/** One thing to pick. */
export type Option<Value> = { readonly value: Value; readonly label: string; readonly hint?: string };

/** Whoever runs set-up: read to, and asked where they can be. */
export type Prompts = {
  /** False: nobody sits there, so nothing is asked. */
  readonly mayAsk: boolean;
  say(text: string): void;
  /** A value that never shows. `problemOf` says what is wrong with what was given, or null. */
  secret(question: string, problemOf: (given: string) => string | null): Promise<string>;
  text(question: string, problemOf: (given: string) => string | null): Promise<string>;
  choose<Value>(question: string, options: readonly Option<Value>[]): Promise<Value>;
};

/** The person stopped at a question. What was stored before stays. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
