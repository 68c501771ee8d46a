import type { SlackUserId } from '../../domain/ids.ts';
import type { Speech } from '../speech.ts';

/** Whose token it is, on both sides where both are known. */
export function holder(login: string, slackId: SlackUserId | null, speech: Speech): string {
  return slackId === null
    ? `${speech.quoted(login)} on GitHub`
    : `${speech.person(slackId)} (${speech.quoted(login)} on GitHub)`;
}
