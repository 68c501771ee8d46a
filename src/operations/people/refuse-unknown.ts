import { asUnknown } from '../../domain/decisions/as-unknown.ts';
import type { Demand } from '../../domain/decisions/authority.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { policyOf } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { authorize } from './authorize.ts';

/**
 * What whoever named a request is told that does not exist: what they would be told of somebody else's, whoever they are and whatever is out.
 * Otherwise a guest, or an outage, would tell which numbers there are.
 */
export async function refuseUnknown(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
  who: Demand['who'],
): Promise<Refusal> {
  const unknown = refuse({ why: 'not_your_request', number });
  for (const organization of await ports.store.organizations()) {
    if (policyOf(ports.policy(), organization.login) === undefined) continue;
    const person = await authorize(ports, slackId, organization, { who, self: null, of: 'request' });
    const told = isRefusal(person) ? asUnknown(person, number) : unknown;
    if (told.why !== unknown.why) return told;
  }
  return unknown;
}
