import { clockOnly } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { concludeToken } from '../watch/conclude-token.ts';

/** Has tokens whose time is over looked at. Their planned notice tells the holder. */
export async function expireTokens(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  for (const token of await ports.store.tokensPastExpiry(now)) {
    await concludeToken(ports, await organizationOf(ports, token.organizationId), token, clockOnly(now));
  }
}
