import { clockOnly } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { concludeToken } from '../watch/conclude-token.ts';

/** Has the deadlines of tokens that still go past their Agreement looked at: what follows is `meet-deadlines`' to say. */
export async function endDrift(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  for (const token of await ports.store.exceedingTokens()) {
    if (token.drift?.deadlineAt == null || token.drift.deadlineAt > now) continue;
    await concludeToken(ports, await organizationOf(ports, token.organizationId), token, clockOnly(now));
  }
}
