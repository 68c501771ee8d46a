// One step of one row: what is written, what the trail keeps and what has to happen outside, as one Change.
import type { Change, Effect, Entry, Write } from './change.ts';
import type { ChannelId, GithubUserId, Instant, OrganizationId, SlackUserId } from './ids.ts';
import type { Destination, Message, Subject } from './message.ts';
import { subjectKey } from './message.ts';
import type { Threshold } from './notices/due-notice.ts';

export function stepOf(
  writes: readonly Write[],
  entry: Omit<Entry, 'subject'> & { readonly subject: Subject },
  effects: readonly Effect[],
): Change {
  return { writes, entries: [{ ...entry, subject: subjectKey(entry.subject) }], effects };
}

/** The effect keys in use: a second effect with the same key is the same act. */
export const effectKey = {
  /** One card for a subject, however often it is asked for. */
  card: (message: Message['kind'], id: string): string => `${message}:${id}`,
  /** One message for each version of a subject. */
  news: (message: string, id: string, version: number, to?: string): string =>
    `${message}:${id}:v${version}${to === undefined ? '' : `:${to}`}`,
  /** One message to whoever comes to stand for a token, for each matter that it waits by. */
  handedOver: (message: Message['kind'], id: string, matter: number, to: SlackUserId | null): string =>
    `${message}:${id}:${matter}:to:${to}`,
  /** One message for each question, and one for its answer. */
  inquiry: (message: Message['kind'], id: string, place: number): string => `${message}:${id}:${place}`,
  /** The one call to GitHub that a decision asks for. */
  call: (act: 'approve' | 'deny' | 'revoke', id: string, version: number): string => `${act}:${id}:v${version}`,
  /** What is wrong with a person's own token, once for each token that they give and each reason. */
  ownToken: (githubId: GithubUserId, givenAt: Instant, why: string): string =>
    `own_token_trouble:${githubId}:${givenAt}:${why}`,
  /** One message for each time that somebody's approvals were stopped. */
  stopped: (organizationId: OrganizationId, slackId: SlackUserId, until: Instant): string =>
    `approvals_stopped:${organizationId}:${slackId}:${until}`,
  /** One reminder for each threshold before an end; a moved end is told of again. */
  classicEnds: (of: Subject, threshold: Threshold, endsAt: Instant): string =>
    `classic_ends:${subjectKey(of)}:${threshold}:${endsAt}`,
  once: (message: Message['kind'], organizationId: OrganizationId): string => `${message}:${organizationId}`,
  /** That another account has the login of a machine user, once for each such account. */
  taken: (organizationId: OrganizationId, login: string, by: GithubUserId): string =>
    `login_taken:${organizationId}:${login}:${by}`,
  /** One message each time that a Slack person is linked to an account. */
  linked: (message: Message['kind'], organizationId: OrganizationId, slackId: SlackUserId, at: Instant): string =>
    `${message}:${organizationId}:${slackId}:${at}`,
  /** One message each time that the policy file was read. */
  policy: (message: Message['kind'], organizationId: OrganizationId, at: Instant): string =>
    `${message}:${organizationId}:${at}`,
  /** One message for each head of the audit trail. */
  head: (organizationId: OrganizationId, seq: number): string => `trail_head:${organizationId}:${seq}`,
  /** One message a day to the owners about tokens that nobody uses. */
  unusedReview: (organizationId: OrganizationId, day: number): string => `unused_review:${organizationId}:${day}`,
  /** One digest for each week's moment. */
  digest: (organizationId: OrganizationId, at: Instant): string => `digest:${organizationId}:${at}`,
  /** One message for several requests, each time that they are told of. */
  escalated: (organizationId: OrganizationId, numbers: readonly number[], at: Instant): string =>
    `requests_escalated:${organizationId}:${numbers.join('+')}:${at}`,
  leftToOwners: (organizationId: OrganizationId, numbers: readonly number[], at: Instant): string =>
    `requests_left:${organizationId}:${numbers.join('+')}:${at}`,
  waiting: (organizationId: OrganizationId, numbers: readonly number[], at: Instant): string =>
    `requests_waiting:${organizationId}:${numbers.join('+')}:${at}`,
  /** One message for several notices. A notice is claimed once, so the first names them all: a unique key has its limits. */
  notices: (ids: readonly string[]): string => `expiry:${String(ids.toSorted()[0])}+${ids.length - 1}`,
  /** What is told of another effect. */
  about: (what: 'stuck' | 'gave_up' | 'undeliverable' | 'again', key: string): string => `${what}:${key}`,
  /** The same message to one of several people. */
  copy: (key: string, slackId: SlackUserId): string => `${key}:${slackId}`,
  /** One message a report. */
  leak: (organizationId: OrganizationId, id: string): string => `leak_reported:${organizationId}:${id}`,
  /** One redraw of a message, whatever of it changed. */
  redraw: (channel: string, ts: string): string => `redraw:${channel}:${ts}`,
  /** One message for all that an owner revoked at once, or that one leaving left. */
  together: (organizationId: OrganizationId, id: string): string => subjectKey({ of: 'together', organizationId, id }),
  /** One for each channel. */
  welcome: (channel: ChannelId): string => `channel_welcome:${channel}`,
  /** One publishing of a person's Home, whatever of it changed. */
  home: (slackId: SlackUserId): string => `home:${slackId}`,
};

export type Post = Extract<Effect, { readonly kind: 'post' }>;

export function redraw(subject: Subject): Extract<Effect, { kind: 'redraw' }> {
  return { kind: 'redraw', subject };
}

/** A message, or nothing where there is nobody to write to. */
export function post(
  organizationId: OrganizationId,
  to: 'reviewers' | SlackUserId | null,
  key: string,
  message: Message,
): readonly Post[] {
  if (to === null) return [];
  const destination: Destination =
    to === 'reviewers' ? { to: 'reviewers', organizationId } : { to: 'person', slackId: to, organizationId };
  return [{ kind: 'post', key, to: destination, message }];
}
