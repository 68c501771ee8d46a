import { eq } from 'drizzle-orm';
import type { Engine, Statement } from './engine.ts';

const waits: Statement<unknown> = ({ build, tables: { effects } }) =>
  build.update(effects).set({ failures: 0, waitMs: 0 }).where(eq(effects.state, 'waiting'));

/** A new start tries anew: while we were down nothing was refused, and no wait of more than a minute is left of before. */
export async function beginAnew(engine: Engine): Promise<void> {
  await engine.run(waits);
}
