import { together } from '../../domain/change.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { advanceRequest } from '../../domain/requests/advance-request.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import { advancePendingToken } from '../../domain/tokens/advance-pending-token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';

/**
 * The requester takes a request back. Once a token has claimed it, that works only until the call to GitHub is leased; the token is
 * then held. Somebody else's request is answered like one that does not exist.
 */
export async function withdrawRequest(
  ports: Ports,
  slackId: SlackUserId,
  number: RequestNumber,
): Promise<{ readonly request: TokenRequest } | Refusal> {
  const request = await ports.store.request(number);
  if (request === null) return refuse({ why: 'unknown_request', given: requestName(number) });
  const { organization } = await organizationOf(ports, request.organizationId);
  const person = await authorize(ports, slackId, organization, {
    act: 'withdraw_request',
    requester: request.requester.githubId,
  });
  if (isRefusal(person)) return person.why === 'unknown_message' ? refuse({ why: 'not_your_request', number }) : person;
  return commitDecision(ports, async () => {
    const at = ports.clock.now();
    const current = await ports.store.request(number);
    if (current === null) return refuse({ why: 'unknown_request', given: requestName(number) });
    const change = advanceRequest(current, { act: 'withdraw' }, at);
    if (isRefusal(change) || current.claimedByTokenId === null) {
      return isRefusal(change) ? change : { request: current, change };
    }
    const token = await ports.store.latestPendingToken(current.organizationId, current.claimedByTokenId);
    if (token?.status !== 'approving') return { request: current, change };
    const call = `approve:${token.id}:v${token.version}`;
    if (!(await ports.store.isEffectUnsent(call))) {
      return refuse({
        why: 'request_already',
        number,
        status: 'fulfilled',
        review: null,
        at: token.changedAt,
      });
    }
    const back = advancePendingToken(token, { act: 'reopen', why: 'the request was withdrawn' }, at, null);
    return isRefusal(back) ? back : { request: current, change: { ...together(change, back), cancels: [call] } };
  });
}
