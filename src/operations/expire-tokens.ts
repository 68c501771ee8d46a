import { advanceActiveToken } from '../domain/advance-active-token.ts';
import { noChange } from '../domain/change.ts';
import type { Ports } from '../ports/ports.ts';
import { commitDecision } from './commit-decision.ts';

/** Ends tokens whose time is over. Their planned notice tells the holder. */
export async function expireTokens(ports: Ports): Promise<void> {
  for (const token of await ports.store.tokensPastExpiry(ports.clock.now())) {
    await commitDecision(ports, async () => {
      const at = ports.clock.now();
      const current = await ports.store.activeToken(token.id);
      const { expiresAt } = current?.scope ?? { expiresAt: null };
      if (current === null || expiresAt === null || expiresAt > at) return { change: noChange };
      return { change: advanceActiveToken(current, { act: 'expire' }, at, { holder: null, planned: [] }) ?? noChange };
    });
  }
}
