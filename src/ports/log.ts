/** The program's log: what happened, and allow-listed fields. Never an error object of Slack's or GitHub's as it is. */
export type Log = {
  readonly info: (what: string, fields?: LogFields) => void;
  readonly warn: (what: string, fields?: LogFields) => void;
  readonly error: (what: string, fields?: LogFields) => void;
};
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;
