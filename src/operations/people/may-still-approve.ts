import type { GithubAccount, LinkedPerson } from '../../domain/person.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { recognise } from './authorize.ts';
import { requireKnownSponsor } from './require-impartial.ts';

/** Where nobody waits. */
const unhurriedMs = 10_000;

/**
 * Whether somebody who approved is in Slack still, as one who may decide, and does not stand for the account that is to hold the token by now: a
 * stolen session's approval ends with the session. Throws a Fault where Slack does not say.
 */
export async function mayStillApprove(ports: Ports, person: LinkedPerson, holder: GithubAccount): Promise<boolean> {
  const stranger = await recognise(ports, person.slackId, true, unhurriedMs);
  if (stranger?.why === 'person_not_checked') throw new Fault('slack', 'reviewer_not_checked', { isRetryable: true });
  return stranger === null && (await requireKnownSponsor(ports, person, holder, false)) === null;
}
