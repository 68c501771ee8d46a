import { eq } from 'drizzle-orm';
import type { Engine, Statement } from '../engine.ts';

const release: Statement<unknown> = ({ build, tables: { effects } }) =>
  build.update(effects).set({ state: 'waiting', leasedUntil: null }).where(eq(effects.state, 'leased'));

const beginAnew: Statement<unknown> = ({ build, tables: { effects } }) =>
  build.update(effects).set({ failures: 0, waitMs: 0 }).where(eq(effects.state, 'waiting'));

/** Only where one process owns the database: with several, a dead one's leases have to run out. */
export async function releaseAllLeases(engine: Engine): Promise<void> {
  await engine.run(release);
  // A new start tries anew: while we were down nothing was refused, and no wait of more than a minute is left of before.
  await engine.run(beginAnew);
}
