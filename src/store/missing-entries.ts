import { asc, type SQL, sql } from 'drizzle-orm';
import type { Dialect, Reader, Statement } from './engine.ts';

/** A row, and the instant at which it says it was last changed. */
export type Changed = { readonly subject: string; readonly changedAt: number };

// The subject and the instant of an entry are those of the row that was written in the same transaction. A chain that was cut off, or
// emptied, is whole in itself: only what should be in it tells. As a set that is taken from another: `NOT IN` compares each with each, on a
// PostgreSQL server that may not hold all entries in memory.
const unnamed =
  (of: (tables: Dialect['tables']) => { readonly from: SQL; readonly subject: SQL; readonly at: SQL }) =>
  ({ build, tables }: Dialect): PromiseLike<readonly Changed[]> => {
    const { from, subject, at } = of(tables);
    const { entries } = tables;
    const rows = sql`SELECT ${subject} AS subject, ${at} AS changed_at FROM ${from}`;
    const told = sql`SELECT ${entries.subject}, ${entries.at} FROM ${entries}`;
    return build
      .select({ subject: sql<string>`subject`, changedAt: sql<number>`changed_at`.mapWith(Number) })
      .from(sql`(${rows} EXCEPT ${told}) AS unnamed`)
      .orderBy(asc(sql`changed_at`));
  };

const statements: readonly Statement<Changed>[] = [
  unnamed(({ tokenRequests: { number, changedAt }, tokenRequests }) => ({
    from: sql`${tokenRequests}`,
    subject: sql`'PAT-' || ${number}`,
    at: sql`${changedAt}`,
  })),
  unnamed(({ pendingTokens: { id, changedAt }, pendingTokens }) => ({
    from: sql`${pendingTokens}`,
    subject: sql`'pending_token:' || ${id}`,
    at: sql`${changedAt}`,
  })),
  unnamed(({ activeTokens: { id, changedAt }, activeTokens }) => ({
    from: sql`${activeTokens}`,
    subject: sql`'active_token:' || ${id}`,
    at: sql`${changedAt}`,
  })),
  unnamed(({ people: { slackId, linkedAt }, people }) => ({
    from: sql`${people}`,
    subject: sql`'slack:' || ${slackId}`,
    at: sql`${linkedAt}`,
  })),
  unnamed(({ machineUsers: { id, linkedAt }, machineUsers }) => ({
    from: sql`${machineUsers}`,
    subject: sql`'machine_user:' || ${id}`,
    at: sql`${linkedAt}`,
  })),
];

/** Rows whose last change has no entry in the trail, the oldest first. */
export async function missingEntries(engine: Reader): Promise<readonly Changed[]> {
  const found: Changed[] = [];
  for (const statement of statements) found.push(...(await engine.runOnce(statement)));
  return found.toSorted((one, other) => one.changedAt - other.changedAt || (one.subject < other.subject ? -1 : 1));
}
