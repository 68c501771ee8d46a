import type { Refusal } from '../../domain/refusal.ts';
import type { Speech } from '../speech.ts';
import { listed } from './terms.ts';

/** Who may have the audit trail, and what anybody else can read instead. */
export function trailRefusal(
  { login, organizations, missing }: Extract<Refusal, { why: 'no_owner_of_all' }>,
  command: string,
  speech: Speech,
): string {
  const all = listed(organizations.map(speech.name));
  const account = `Your GitHub account ${speech.name(login)}`;
  const who =
    organizations.length === 1
      ? `Only owners of ${all} can get the audit trail. ${account} isn’t an owner now. Ask an owner for what you need from it.`
      : `The audit trail is one for all organizations, so only owners of ${all} can get it. ${account} doesn’t own ${listed(missing.map(speech.name))} now. Ask somebody who owns them all.`;
  return `${who} What happened to a request of yours is in ${command} show PAT-12.`;
}

export const trailFiles = {
  trailPreparing: 'We’re preparing the file. You’ll get it in your direct messages with Countersign.',
  trailFile: 'Audit trail',
  trailComment: 'Here is the audit trail, as you asked. It names people and tokens: share it with owners only.',
  trailTooLarge: (megabytes: number): string =>
    `The file would be larger than ${megabytes} MB, so we didn’t send it. Name a person, a token or a day, and try again.`,
  trailFailed: 'Slack didn’t take the file. Please try again in a minute.',
};
