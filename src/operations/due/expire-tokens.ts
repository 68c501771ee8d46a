import { noChange } from '../../domain/change.ts';
import { advanceActiveToken } from '../../domain/tokens/advance-active-token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { tokenContext } from '../watch/load-token-context.ts';
import { wasListedSince } from '../watch/was-listed-since.ts';

/**
 * Ends tokens whose time is over. Only after a complete listing that is newer than their end: GitHub lets a holder prolong a token in
 * its last minute, without telling anybody. Their planned notice tells the holder.
 */
export async function expireTokens(ports: Ports): Promise<void> {
  for (const token of await ports.store.tokensPastExpiry(ports.clock.now())) {
    await commitDecision(ports, async () => {
      const at = ports.clock.now();
      const current = await ports.store.activeToken(token.id);
      const { expiresAt } = current?.scope ?? { expiresAt: null };
      if (current === null || expiresAt === null || expiresAt > at) return { change: noChange };
      if (!(await wasListedSince(ports, current.organizationId, expiresAt))) return { change: noChange };
      return {
        change: advanceActiveToken(current, { act: 'expire' }, at, await tokenContext(ports, current)) ?? noChange,
      };
    });
  }
}
