// What keeps a message or a decision from getting through, as far as whoever reads of it can make something of it. The very code is the log's.

export type Failure =
  | 'bug'
  | 'database'
  | `github_${'not_listed' | 'not_done' | 'silent' | 'limit' | 'refused' | 'failed'}`
  | `slack_${'silent' | 'refused'}`;

/** What codes say besides that the other side failed. */
const ofGithub: Readonly<Record<string, Failure>> = {
  not_listed_yet: 'github_not_listed',
  review_not_applied: 'github_not_done',
  revocation_not_applied: 'github_not_done',
  timeout: 'github_silent',
  network: 'github_silent',
  reviewer_not_checked: 'github_silent',
  rate_limited: 'github_limit',
  over_budget: 'github_limit',
  not_installed: 'github_refused',
  suspended: 'github_refused',
  address_refused: 'github_refused',
};
const silentSlack: ReadonlySet<string> = new Set(['timeout', 'network', 'reviewer_not_checked']);

/** `why` as the outbox keeps it: `bug`, or whose failure it is and its code. */
export function failureOf(why: string): Failure {
  if (why === 'bug') return 'bug';
  if (why.startsWith('store:')) return 'database';
  const code = why.slice(why.indexOf(' ') + 1);
  if (why.startsWith('slack:')) return silentSlack.has(code) ? 'slack_silent' : 'slack_refused';
  return ofGithub[code] ?? (code.startsWith('status_4') ? 'github_refused' : 'github_failed');
}
