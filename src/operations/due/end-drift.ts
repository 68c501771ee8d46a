import { isDriftDue } from '../../domain/tokens/meet-deadlines.ts';
import { clockOnly } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { concludeToken } from '../watch/conclude-token.ts';

/** Has the deadlines of tokens that still go past their Agreement looked at: what follows is `meet-deadlines`' to say. */
export async function endDrift(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  for (const token of await ports.store.exceedingTokens()) {
    const governed = await organizationOf(ports, token.organizationId);
    if (!isDriftDue(token, governed.policy, now)) continue;
    await concludeToken(ports, governed, token, clockOnly(now));
  }
}
