import { freeAgainAt, isUsedUp, type Quota } from '../domain/quota.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Ports } from '../ports/ports.ts';

/** A Refusal where nothing is left of one of them. The Change that counts against them carries them, and its commit counts once more. */
export async function refuseIfUsedUp(
  { store }: Pick<Ports, 'store'>,
  quotas: readonly Quota[],
): Promise<Refusal | null> {
  for (const quota of quotas) {
    const used = await store.usedOf(quota);
    if (!isUsedUp(quota, used)) continue;
    const { of, most } = quota;
    return refuse({ why: 'used_up', of, most, again: freeAgainAt(quota, used) });
  }
  return null;
}
