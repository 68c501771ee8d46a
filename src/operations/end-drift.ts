import { advanceActiveToken } from '../domain/advance-active-token.ts';
import { noChange } from '../domain/change.ts';
import type { Ports } from '../ports/ports.ts';
import { commitDecision } from './commit-decision.ts';
import { organizationOf } from './find-organization.ts';
import { tokenContext } from './token-context.ts';
import { wasListedSince } from './was-listed-since.ts';

/**
 * Does what the policy says with tokens that still go past their Agreement at the deadline: revokes them, or says so once more. Only after
 * a listing that is newer than the deadline, and only where both the policy that was told to people and the one of today say "revoke".
 */
export async function endDrift(ports: Ports): Promise<void> {
  for (const token of await ports.store.exceedingTokens()) {
    await commitDecision(ports, async () => {
      const at = ports.clock.now();
      const current = await ports.store.activeToken(token.id);
      const deadlineAt = current?.drift?.deadlineAt ?? null;
      if (current?.status !== 'exceeding' || deadlineAt === null || deadlineAt > at) return { change: noChange };
      if (!(await wasListedSince(ports, current.organizationId, deadlineAt))) return { change: noChange };
      const { policy } = await organizationOf(ports, current.organizationId);
      const mayRevoke = current.drift?.outcome === 'revoke' && policy.drift.outcome === 'revoke';
      const context = await tokenContext(ports, current);
      const reason = 'It went past what was agreed, and was not brought back in time.';
      const change = mayRevoke
        ? advanceActiveToken(
            current,
            { act: 'start_revoking', revocation: { by: null, as: 'policy', reason, at, refused: null } },
            at,
            context,
          )
        : advanceActiveToken(current, { act: 'pass_deadline' }, at, context);
      return { change: change ?? noChange };
    });
  }
}
