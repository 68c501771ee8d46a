import type { Ports } from '../../ports/ports.ts';

/** Says loudly where the audit trail is no longer as it was written. Nothing is mended: somebody has to look. */
export async function verifyTrail(ports: Ports): Promise<void> {
  const broken = await ports.store.firstBrokenEntry();
  if (broken !== null) ports.log.error('the audit trail was changed', { firstEntry: broken });
}
