import { endClaims } from '../operations/due/end-claims.ts';
import { lapseOverdue } from '../operations/due/lapse-overdue.ts';
import type { Ports } from '../ports/ports.ts';

/** Ends what nobody decided or used in time. */
export async function endOverdue(ports: Ports): Promise<void> {
  await lapseOverdue(ports);
  await endClaims(ports);
}
