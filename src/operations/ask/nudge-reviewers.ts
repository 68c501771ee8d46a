import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { nudge } from '../../domain/requests/undecided.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { lastDone } from '../watch/last-done.ts';
import { ownRequest } from './own-request.ts';

/** The requester has the reviewers reminded that their request waits. Decides nothing. */
export async function nudgeReviewers(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
): Promise<{ readonly number: RequestNumber } | Refusal> {
  const own = await ownRequest(ports, slackId, number);
  if (isRefusal(own)) return own;
  const nudged = await commitDecision(ports, async () => {
    const request = await ports.store.request(number);
    if (request === null) return refuse({ why: 'unknown_message' });
    const nudgedAt = await lastDone(ports, { of: 'request', number }, 'request.nudge');
    const change = nudge(request, own.person, nudgedAt, ports.clock.now());
    return isRefusal(change) ? change : { change };
  });
  return isRefusal(nudged) ? nudged : { number };
}
