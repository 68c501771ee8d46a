import type { SlackUserId } from '../../domain/ids.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * Whether the policy still gives this Slack person this login. A row alone is no link: once another login is named the old one stands no longer,
 * also while GitHub does not know the new one.
 */
export function stands({ slackId, login }: LinkedPerson, { people }: Policy): boolean {
  return people.get(slackId)?.toLowerCase() === login.toLowerCase();
}

/** The account that a Slack person is, from our rows alone; null where none is known yet. */
export async function standingLink(
  { policy, store }: Pick<Ports, 'policy' | 'store'>,
  slackId: SlackUserId,
): Promise<LinkedPerson | null> {
  const known = await store.personBySlackId(slackId);
  return known !== null && stands(known, policy()) ? known : null;
}

/** For whom the policy gives no account: the owners of any of its organizations can help. */
export function notLinked({ policy }: Pick<Ports, 'policy'>, slackId: SlackUserId): Refusal {
  return refuse({ why: 'not_linked', slackId, organizations: policy().organizations.map(({ login }) => login) });
}
