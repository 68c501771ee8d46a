import type { Policy } from '../domain/policy/policy.ts';
import { Fault } from '../ports/fault.ts';
import { createDirectory } from '../slack/directory.ts';
import { findHome } from '../slack/home.ts';
import { createWebClients } from '../slack/web-clients.ts';
import { systemClock } from '../system-clock.ts';
import { type Finding, wrong } from './finding.ts';
import { lookAtPeople, type Outside } from './look-at-people.ts';

/** The people of a policy, looked up with the token of its workspace. */
export async function lookAtPolicyPeople(
  policy: Policy,
  botToken: string,
  apiUrl: string,
  known: Pick<Outside, 'github' | 'links'>,
): Promise<readonly Finding[]> {
  const clients = createWebClients({ botToken, apiUrl });
  try {
    const directory = createDirectory(clients, await findHome(clients.background), systemClock);
    return await lookAtPeople(policy, { ...known, directory });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [wrong('people', `they could not be looked up (${error.code})`, 'Mend the rows of Slack first')];
  }
}
