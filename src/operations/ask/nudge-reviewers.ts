import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { nudgedUntil } from '../watch/nudged-until.ts';
import { ownRequest } from './own-request.ts';

/** The requester has the reviewers reminded that their request waits: once in 24 hours. Decides nothing. */
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
    const at = ports.clock.now();
    const change = advanceRequest(request, { act: 'nudge', by: own.person }, at);
    if (isRefusal(change)) return change;
    const againAt = await nudgedUntil(ports, number, at);
    if (againAt !== null) return refuse({ why: 'nudged_today', number, againAt });
    return { number, change };
  });
  if (isRefusal(nudged)) return nudged;
  ports.wake.outbox();
  return { number };
}
