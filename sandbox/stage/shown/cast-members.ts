import { cast } from '../world/cast.ts';
import type { CastMember } from './protocol.ts';

const roles: Readonly<Record<keyof typeof cast, string>> = {
  mona: 'Requests tokens',
  bea: 'Owner, sponsors acme-ci',
  carl: 'The other owner',
  dan: 'Member who owns nothing',
  gus: 'Guest in Slack',
  nell: 'No GitHub account linked',
};
/** Accounts that a person signs in with besides their own. */
const sponsored: Readonly<Record<string, readonly string[]>> = { [cast.bea.slackId]: ['acme-ci'] };

/** Everybody that one can be. */
export const castMembers: readonly CastMember[] = Object.entries(cast).map(([key, { slackId, name, login, zone }]) => ({
  ...{ slackId, name, zone },
  role: roles[key as keyof typeof cast],
  logins: [...(login === '' ? [] : [login]), ...(sponsored[slackId] ?? [])],
}));

/** Who looks or acts, and by which account on GitHub. */
export type Viewer = { readonly person: CastMember; readonly login: string | null };

/** The person, signed in with the account asked for, or with their usual one; null where they are not of the cast, or it is not theirs. */
export function findViewer(slackId: string, login: string | null): Viewer | null {
  const person = castMembers.find((one) => one.slackId === slackId);
  if (person === undefined || (login !== null && !person.logins.includes(login))) return null;
  return { person, login: login ?? person.logins[0] ?? null };
}
