import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { Reviewer } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';

/** Whose request it is, where they themselves ask; to everybody else it does not exist. */
export async function ownRequest(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
): Promise<{ readonly organization: Organization; readonly person: Reviewer } | Refusal> {
  const request = await ports.store.request(number);
  if (request === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, request.organizationId);
  const person = await authorize(ports, slackId, organization, {
    ...({ who: 'self', of: 'request' } as const),
    self: request.requester.githubId,
  });
  return isRefusal(person) ? person : { organization, person };
}
