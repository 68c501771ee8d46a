import { desc, sql } from 'drizzle-orm';
import type { Entry } from '../domain/change.ts';
import type { Engine, Statement, Tables } from './engine.ts';

type Row = Tables['entries']['$inferSelect'];

const about: Statement<Row> = ({ build, tables: { entries }, words }) =>
  build
    .select()
    .from(entries)
    .where(sql`${entries.subject} in ${words.textsOf(sql.placeholder('subjects'))}`)
    .orderBy(desc(entries.seq))
    .limit(sql.placeholder('limit'));

/** The trail of these subjects, newest first. */
export async function entriesAbout(
  engine: Engine,
  subjects: readonly string[],
  limit: number,
): Promise<readonly Entry[]> {
  return (await engine.run(about, { subjects: JSON.stringify(subjects), limit })).map(
    ({ at, actor, act, subject, data }) => ({
      ...{ at, actor, act, subject },
      data: JSON.parse(data) as Entry['data'],
    }),
  );
}
