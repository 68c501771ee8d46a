/** Slack's "no": HTTP 200 with `ok: false`. Thrown by methods, answered by web-api.ts. */
export class SlackRefusal extends Error {
  readonly code: string;
  readonly detail: readonly string[];
  /** What Slack's validator found, where it is that which refuses. */
  readonly found: readonly object[];

  constructor(code: string, detail: readonly string[] = [], found: readonly object[] = []) {
    super([code, ...detail].join(': '));
    this.name = 'SlackRefusal';
    this.code = code;
    this.detail = detail;
    this.found = found;
  }
}

export function refuse(code: string, detail: readonly string[] = []): never {
  throw new SlackRefusal(code, detail);
}
