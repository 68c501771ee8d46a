/** The program's log: what happened, and allow-listed fields. Never an error object of Slack's or GitHub's as it is. */
export type Log = {
  readonly info: (what: string, fields?: LogFields) => void;
  readonly warn: (what: string, fields?: LogFields) => void;
  readonly error: (what: string, fields?: LogFields) => void;
};
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;
/** Says that a request of a stranger's was refused: one line a kind and minute, with a count. `what` is the kind, and never holds what was sent. */
export type LogRefused = (what: string) => void;
