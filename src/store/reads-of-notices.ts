import { setImmediate } from 'node:timers/promises';
import { and, asc, lt, lte, or, sql } from 'drizzle-orm';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { DueNotice } from '../domain/notices/due-notice.ts';
import type { GithubAccount } from '../domain/person.ts';
import type { Ahead, Store } from '../ports/store.ts';
import type { Dialect, Engine, Statement, Values } from './engine.ts';
import { readsOf } from './reads-of.ts';
import { toRow } from './rows.ts';

type NoticeReads = Pick<Store, 'noticesOf' | 'notices' | 'dueNotices' | 'holdersAhead' | 'noticesAhead'>;

/** Rows that are read before others have their turn. */
const pageSize = 250;
/** So many are gone through by one statement that answers their holders alone: some milliseconds. */
const mostAhead = 5_000;

type Found = Readonly<Record<string, unknown>>;
type Place = { readonly dueAt: number; readonly id: string };
type Holder = { readonly organizationId: number; readonly holder: string };

/** Many fall due at the same nine o'clock: the next page begins after the last one's instant and id. */
function plannedAfter({ tables: { dueNotices: table } }: Dialect) {
  return and(
    // Written out, since the index `due_notices_due` holds just those.
    sql`${table.status} = 'planned'`,
    sql`(${table.dueAt}, ${table.id}) > (${sql.placeholder('dueAt')}, ${sql.placeholder('id')})`,
  );
}

function dueUpTo({ tables: { dueNotices: table } }: Dialect) {
  return lte(table.dueAt, sql.placeholder('upTo'));
}

/** Whether today's message may still say it. */
function isAhead({ tables: { dueNotices: table }, words }: Dialect) {
  const isTold = sql`${table.organizationId} in ${words.numbersOf(sql.placeholder('told'))}`;
  const endsBefore = and(sql`${table.threshold} <> 'expired'`, lt(table.expiresAt, sql.placeholder('endsBefore')));
  return or(sql`not ${isTold}`, endsBefore);
}

const due: Statement<Found> = (dialect) => {
  const { dueNotices: table } = dialect.tables;
  return dialect.build
    .select()
    .from(table)
    .where(and(plannedAfter(dialect), dueUpTo(dialect)))
    .orderBy(asc(table.dueAt), asc(table.id))
    .limit(pageSize);
};

const dueOfHolders: Statement<Found> = (dialect) => {
  const { dueNotices: table } = dialect.tables;
  const isTheirs = sql`${table.holder} in ${dialect.words.textsOf(sql.placeholder('holders'))}`;
  return dialect.build
    .select()
    .from(table)
    .where(and(plannedAfter(dialect), dueUpTo(dialect), isAhead(dialect), isTheirs))
    .orderBy(asc(table.dueAt), asc(table.id))
    .limit(pageSize);
};

/** The last of so many. */
const endOfPage: Statement<Place> = (dialect) => {
  const { dueNotices: table } = dialect.tables;
  return dialect.build
    .select({ dueAt: table.dueAt, id: table.id })
    .from(table)
    .where(and(plannedAfter(dialect), dueUpTo(dialect)))
    .orderBy(asc(table.dueAt), asc(table.id))
    .limit(1)
    .offset(mostAhead - 1);
};

const holders: Statement<Holder> = (dialect) => {
  const { dueNotices: table } = dialect.tables;
  const end = sql`(${sql.placeholder('endsAt')}, ${sql.placeholder('endsWith')})`;
  return dialect.build
    .selectDistinct({ organizationId: table.organizationId, holder: table.holder })
    .from(table)
    .where(and(plannedAfter(dialect), sql`(${table.dueAt}, ${table.id}) <= ${end}`, isAhead(dialect)));
};

function valuesOf({ after, upTo, told, endsBefore }: Ahead): Values {
  return { dueAt: after + 1, id: '', upTo, told: JSON.stringify(told), endsBefore };
}

/** As it stands in its column, though more be known of the account. */
function textOf({ githubId, login }: GithubAccount): string {
  return canonicalJson({ githubId, login });
}

/** Named reads of notices. */
export function createNoticeReads(engine: Engine): NoticeReads {
  const notices = readsOf(engine, 'due_notices');

  async function allOf(statement: Statement<Found>, values: Values): Promise<readonly DueNotice[]> {
    const all: DueNotice[] = [];
    for (let asked = values; ; ) {
      const page = (await engine.run(statement, asked)).map((row) => toRow('due_notices', row));
      all.push(...page);
      const last = page.at(-1);
      if (last === undefined || page.length < pageSize) return all;
      asked = { ...values, dueAt: last.dueAt, id: last.id };
      await setImmediate();
    }
  }

  return {
    noticesOf: notices.all(['activeTokenId']),
    notices: notices.among('id'),
    dueNotices: (now) => allOf(due, { dueAt: 0, id: '', upTo: now }),
    holdersAhead: async (ahead) => {
      const found = new Map<string, Pick<DueNotice, 'organizationId' | 'holder'>>();
      for (let asked = valuesOf(ahead); ; ) {
        const [end] = await engine.run(endOfPage, asked);
        const { dueAt: endsAt, id: endsWith } = end ?? { dueAt: ahead.upTo + 1, id: '' };
        for (const row of await engine.run(holders, { ...asked, endsAt, endsWith })) {
          const known = `${row.organizationId}/${row.holder}`;
          if (!found.has(known)) found.set(known, { ...row, holder: JSON.parse(row.holder) } as never);
        }
        if (end === undefined) return [...found.values()];
        asked = { ...asked, dueAt: end.dueAt, id: end.id };
        await setImmediate();
      }
    },
    noticesAhead: (ahead, whose) =>
      allOf(dueOfHolders, { ...valuesOf(ahead), holders: JSON.stringify(whose.map(textOf)) }),
  };
}
