import { eq } from 'drizzle-orm';
import type { Engine, Statement } from '../engine.ts';

const release: Statement<unknown> = ({ build, tables: { effects } }) =>
  build.update(effects).set({ state: 'waiting', leasedUntil: null }).where(eq(effects.state, 'leased'));

/** Only where one process owns the database: with several, a dead one's leases have to run out. */
export async function releaseLeases(engine: Engine): Promise<void> {
  await engine.run(release);
}
