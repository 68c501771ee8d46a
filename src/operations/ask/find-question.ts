import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Inquiry, InquiryPlace } from '../../domain/requests/inquiry.ts';
import { openQuestion } from '../../domain/requests/may-open.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';

/** The question that is to be answered, for its requester's eyes only. Mostly local reads, since a form is to open. */
export async function findQuestion(
  ports: Ports,
  slackId: SlackUserId,
  { number, place }: { readonly number: RequestNumber; readonly place: InquiryPlace },
): Promise<Inquiry | Refusal> {
  const request = await ports.store.request(number);
  if (request === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, request.organizationId);
  const demand = { who: 'self', self: request.requester.githubId, of: 'request' } as const;
  const person = await authorize(ports, slackId, organization, demand);
  return isRefusal(person) ? person : openQuestion(request, place);
}
