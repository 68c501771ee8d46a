import { expireTokens } from '../operations/due/expire-tokens.ts';
import { remindDue } from '../operations/due/remind-due.ts';
import type { Ports } from '../ports/ports.ts';

/** In this order, so that nobody is reminded of a token that has ended. */
export async function remind(ports: Ports): Promise<void> {
  await expireTokens(ports);
  await remindDue(ports);
}
