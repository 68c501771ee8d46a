import { advancePendingToken } from '../domain/advance-pending-token.ts';
import type { Agreement, Lifetime } from '../domain/agreement.ts';
import { isWholeScopeShown } from '../domain/card-room.ts';
import type { SlackUserId } from '../domain/ids.ts';
import type { PendingToken } from '../domain/observed-token.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { Ports } from '../ports/ports.ts';
import { authorize } from './authorize.ts';
import { commitDecision } from './commit-decision.ts';
import type { ClickPlace } from './decide-request.ts';
import { organizationOf } from './find-organization.ts';
import { holderInSlack } from './holder-in-slack.ts';

export type PendingTokenDecision = { readonly act: 'approve' } | { readonly act: 'deny'; readonly reason: string };

/** A reviewer who approves a token as it is agrees to exactly the scope shown; that becomes its Agreement. */
function agreementToAll(token: PendingToken, agreedAt: number): Agreement {
  const { expiresAt, permissions, access } = token.scope;
  const lifetime: Lifetime = expiresAt === null ? { kind: 'never' } : { kind: 'until', at: expiresAt };
  return { permissions, access, lifetime, agreedAt, lapsesAt: null };
}

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
    const change = advancePendingToken(
      current,
      decision.act === 'approve'
        ? { act: 'start_approving', match: current.match, agreement: agreementToAll(current, at), by }
        : { act: 'start_denying', by, reason: decision.reason },
      at,
      holder,
    );
    return isRefusal(change) ? change : { token: current, change };
  });
}
