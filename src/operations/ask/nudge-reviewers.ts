import { dayMs, type RequestNumber, type SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';

/** No request has more in a day. */
const entriesLookedAt = 100;

/** The requester has the reviewers reminded that their request waits: once in 24 hours. Decides nothing. */
export async function nudgeReviewers(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
): Promise<{ readonly number: RequestNumber } | Refusal> {
  const first = await ports.store.request(number);
  if (first === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, first.organizationId);
  const person = await authorize(ports, slackId, organization, {
    ...({ who: 'self', of: 'request' } as const),
    self: first.requester.githubId,
  });
  if (isRefusal(person)) return person;
  const nudged = await commitDecision(ports, async () => {
    const request = await ports.store.request(number);
    if (request === null) return refuse({ why: 'unknown_message' });
    const at = ports.clock.now();
    const change = advanceRequest(request, { act: 'nudge', by: person }, at);
    if (isRefusal(change)) return change;
    const entries = await ports.store.entriesAbout([requestName(number)], entriesLookedAt);
    const last = entries.find((one) => one.act === 'request.nudge' && one.at > at - dayMs);
    if (last !== undefined) return refuse({ why: 'nudged_today', number, againAt: last.at + dayMs });
    return { number, change };
  });
  if (isRefusal(nudged)) return nudged;
  ports.wake.outbox();
  return { number };
}
