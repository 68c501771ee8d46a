import { together } from '../../domain/change.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { evaluate } from '../../domain/policy/evaluate.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { advanceRequest, standingReview } from '../../domain/requests/advance-request.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import { isWholeScopeShown } from '../../domain/scope/card-room.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';
import { holderInSlack } from '../people/find-holder.ts';
import { leaveHint } from '../watch/leave-hint.ts';
import { retractApproval } from './retract-approval.ts';

/** Where the button stood: a card may not have room for the whole scope, Details always has. */
export type ClickPlace = 'card' | 'details';

export type RequestDecision = { readonly act: 'approve' } | { readonly act: 'deny'; readonly reason: string };

/**
 * A reviewer's Decision on the revision that they saw. Authority is checked live before anything is decided; of two at once the
 * first commit stands, and the second is told who decided what.
 */
export async function decideRequest(
  ports: Ports,
  slackId: SlackUserId,
  seen: { readonly number: RequestNumber; readonly revision: number },
  decision: RequestDecision,
  place: ClickPlace,
): Promise<{ readonly request: TokenRequest } | Refusal> {
  const request = await ports.store.request(seen.number);
  if (request === null) return refuse({ why: 'unknown_request', given: requestName(seen.number) });
  const { organization, policy } = await organizationOf(ports, request.organizationId);
  const person = await authorize(ports, slackId, organization, {
    act: 'decide_request',
    requester: request.requester.githubId,
  });
  if (isRefusal(person)) return person;
  const by = { slackId: person.slackId, githubId: person.githubId, login: person.login };
  const decided = await commitDecision(ports, async () => {
    const now = ports.clock.now();
    const current = await ports.store.request(seen.number);
    if (current === null) return refuse({ why: 'unknown_request', given: requestName(seen.number) });
    if (current.revision !== seen.revision) return refuse({ why: 'old_revision' });
    if (decision.act === 'approve' && place === 'card' && !isWholeScopeShown(current.scope)) {
      return refuse({ why: 'must_see_details' });
    }
    const verdict = evaluate(current.scope, policy, ports.policy().hash, current.createdAt);
    if (decision.act === 'approve' && verdict.outcome === 'refuse') return refuse({ why: 'outdated' });
    const change = advanceRequest(
      current,
      decision.act === 'approve'
        ? { act: 'approve', by, policyHash: verdict.policyHash, unusedDays: policy.lapse.unusedDays }
        : { act: 'deny', by, reason: decision.reason },
      now,
    );
    if (isRefusal(change)) return change;
    if (decision.act === 'approve' || current.claimedByTokenId === null) return { request: current, change };
    // A token has claimed the approval that is taken back: it is denied too, unless GitHub is being called already.
    const token = await ports.store.latestPendingToken(current.organizationId, current.claimedByTokenId);
    if (token?.status !== 'approving') return { request: current, change };
    const denied = await retractApproval(
      ports,
      token,
      { by, reason: decision.reason },
      now,
      await holderInSlack(ports, token.holder),
    );
    if (isRefusal(denied)) {
      return refuse({
        why: 'request_already',
        number: current.number,
        status: 'claimed',
        review: standingReview(current),
        at: current.changedAt,
      });
    }
    return { request: current, change: together(change, denied) };
  });
  if (isRefusal(decided)) return decided;
  await leaveHint(ports, organization.login);
  return { request: decided.request };
}
