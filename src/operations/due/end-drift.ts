import { type Change, noChange, together } from '../../domain/change.ts';
import { dayMs } from '../../domain/ids.ts';
import { advanceActiveToken } from '../../domain/tokens/advance-active-token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { attachAgreement } from '../watch/attach-agreement.ts';
import { tokenContext } from '../watch/load-token-context.ts';
import { wasListedSince } from '../watch/was-listed-since.ts';

/**
 * Does what the policy says with tokens that still go past their Agreement at the deadline: revokes them, or says so once more. Only after
 * a listing that is newer than the deadline, and only where both the policy that was told to people and the one of today say "revoke".
 */
export async function endDrift(ports: Ports): Promise<void> {
  for (const token of await ports.store.exceedingTokens()) {
    await commitDecision(ports, async (): Promise<{ readonly change: Change }> => {
      const at = ports.clock.now();
      const current = await ports.store.activeToken(token.id);
      const deadlineAt = current?.drift?.deadlineAt ?? null;
      if (current?.status !== 'exceeding' || deadlineAt === null || deadlineAt > at) return { change: noChange };
      if (!(await wasListedSince(ports, current.organizationId, deadlineAt))) return { change: noChange };
      const governed = await organizationOf(ports, current.organizationId);
      const { policy, organization } = governed;
      // As long as nobody could accept it here, nobody was late.
      if (organization.upSince === null || at - organization.upSince < dayMs) return { change: noChange };
      const mayRevoke = current.drift?.outcome === 'revoke' && policy.drift.outcome === 'revoke';
      const context = await tokenContext(ports, current);
      // A request that covers it was approved after the last pass had read them.
      const open = await ports.store.openRequests(current.organizationId);
      const approved = open.filter(({ status }) => status === 'approved');
      const later = await attachAgreement(ports, governed, current, current.scope, approved);
      if (later !== null) {
        const { agreement, requestNumber } = later.standing;
        const attached = advanceActiveToken(
          current,
          { ...current, act: 'attach', agreement, requestNumber },
          at,
          context,
        );
        return { change: together(later.fulfilled, attached ?? noChange) };
      }
      const change = mayRevoke
        ? advanceActiveToken(
            current,
            { act: 'start_revoking', revocation: { by: null, as: 'policy', reason: '', at, refused: null } },
            at,
            context,
          )
        : advanceActiveToken(current, { act: 'pass_deadline' }, at, context);
      return { change: change ?? noChange };
    });
  }
}
