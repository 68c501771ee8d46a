import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { requestAlready } from '../../domain/requests/advance-request.ts';
import { type Inquiry, type InquiryPlace, inquiryAt } from '../../domain/requests/inquiry.ts';
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
  const inquiry = request === null ? null : inquiryAt(request.inquiries, place);
  if (request === null || inquiry === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, request.organizationId);
  const demand = { who: 'self', self: request.requester.githubId, of: 'request' } as const;
  const person = await authorize(ports, slackId, organization, demand);
  if (isRefusal(person)) return person;
  if (request.status !== 'pending') return requestAlready(request);
  return inquiry.answer === null ? inquiry : refuse({ why: 'question_answered', number });
}
