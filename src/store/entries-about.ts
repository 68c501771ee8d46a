import { desc, inArray } from 'drizzle-orm';
import type { Entry } from '../domain/change.ts';
import type { Engine, Statement, Tables } from './engine.ts';

type Row = Tables['entries']['$inferSelect'];

/** The trail of these subjects, newest first. Asked when somebody opens Details, with another list each time: not prepared. */
export async function entriesAbout(
  engine: Engine,
  subjects: readonly string[],
  limit: number,
): Promise<readonly Entry[]> {
  const found: Statement<Row> = ({ build, tables: { entries } }) =>
    build
      .select()
      .from(entries)
      .where(inArray(entries.subject, [...subjects]))
      .orderBy(desc(entries.seq))
      .limit(limit);
  return (await engine.runOnce(found)).map(({ at, actor, act, subject, data }) => ({
    ...{ at, actor, act, subject },
    data: JSON.parse(data) as Entry['data'],
  }));
}
