import { together } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { agreementTo } from '../../domain/scope/agreement.ts';
import { isWholeScopeShown } from '../../domain/scope/card-room.ts';
import { advancePendingToken } from '../../domain/tokens/advance-pending-token.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize } from '../people/authorize.ts';
import { holderInSlack } from '../people/find-holder.ts';
import { releaseClaim } from '../watch/release-claim.ts';
import type { ClickPlace } from './decide-request.ts';
import { retractApproval } from './retract-approval.ts';

export type PendingTokenDecision = { readonly act: 'approve' } | { readonly act: 'deny'; readonly reason: string };

/** A reviewer's Decision on a PendingToken, on the revision (the scope) that they saw. */
export async function decidePendingToken(
  ports: Ports,
  slackId: SlackUserId,
  seen: { readonly id: string; readonly revision: number },
  decision: PendingTokenDecision,
  place: ClickPlace,
): Promise<{ readonly token: PendingToken } | Refusal> {
  const token = await ports.store.pendingToken(seen.id);
  if (token === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, token.organizationId);
  const person = await authorize(ports, slackId, organization, {
    act: 'decide_pending_token',
    holder: token.holder.githubId,
  });
  if (isRefusal(person)) return person;
  const by = { slackId: person.slackId, githubId: person.githubId, login: person.login };
  const holder = await holderInSlack(ports, token.holder);
  // Sponsors stand for their machine users: what they hold is theirs to ask for, not to decide.
  if (holder === slackId) return refuse({ why: 'own_token' });
  return commitDecision(ports, async () => {
    const at = ports.clock.now();
    const current = await ports.store.pendingToken(seen.id);
    if (current === null) return refuse({ why: 'unknown_message' });
    if (current.revision !== seen.revision) return refuse({ why: 'old_revision' });
    if (decision.act === 'approve' && place === 'card' && !isWholeScopeShown(current.scope)) {
      return refuse({ why: 'must_see_details' });
    }
    if (decision.act === 'deny' && current.status === 'approving') {
      const retracted = await retractApproval(ports, current, { by, reason: decision.reason }, at, holder);
      if (isRefusal(retracted)) return retracted;
      const freed = await releaseClaim(ports, current, 'its token was denied');
      return { token: current, change: together(retracted, freed) };
    }
    const change = advancePendingToken(
      current,
      decision.act === 'approve'
        ? { act: 'start_approving', match: current.match, agreement: agreementTo(current.scope, at), by }
        : { act: 'start_denying', by, reason: decision.reason },
      at,
      holder,
    );
    return isRefusal(change) ? change : { token: current, change };
  });
}
