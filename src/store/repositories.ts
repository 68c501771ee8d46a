import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Instant, OrganizationId, RepositoryId } from '../domain/ids.ts';
import type { Repository } from '../domain/scope/agreement.ts';
import type { Store } from '../ports/store.ts';
import type { Engine, Statement, Steps, Tables } from './engine.ts';
import { byName, indexNames, type RepositoryNames, searchNames } from './repository-names.ts';
import { hold, rowsOf } from './steps.ts';

type Index = Pick<Store, 'replaceRepositories' | 'searchRepositories' | 'repositoriesByName'>;
type Row = Tables['repositories']['$inferSelect'];

/** Rows that are written by one statement. */
const atOnce = 100;
/** Rows that are read before others have their turn. */
const pageSize = 500;

function asRepository({ id, name, isPrivate }: Row): Repository {
  return { id: id as RepositoryId, name, isPrivate };
}

const removeAll: Statement<unknown> = ({ build, tables: { repositories } }) =>
  build.delete(repositories).where(eq(repositories.organizationId, sql.placeholder('organizationId')));

function insertRows(count: number): Statement<unknown> {
  return ({ build, tables: { repositories } }) => {
    const rows = Array.from({ length: count }, (_, index) => ({
      id: sql.placeholder(`id${index}`),
      organizationId: sql.placeholder('organizationId'),
      name: sql.placeholder(`name${index}`),
      isPrivate: sql.placeholder(`isPrivate${index}`),
      readAt: sql.placeholder('readAt'),
    }));
    const set = {
      organizationId: sql`excluded.organization_id`,
      name: sql`excluded.name`,
      isPrivate: sql`excluded.is_private`,
      readAt: sql`excluded.read_at`,
    };
    // One that moved here from another of our organizations has its row already.
    return build.insert(repositories).values(rows).onConflictDoUpdate({ target: repositories.id, set });
  };
}

/**
 * Counts how often a list was replaced, so that every process knows whether the names that it has in memory are the newest. One for all: a
 * repository may move from one organization to another.
 */
const counter = 'repositories';

const countReplaced: Statement<{ readonly value: number }> = ({ build, tables: { counters } }) =>
  build
    .insert(counters)
    .values({ name: sql.placeholder('name'), value: 1 })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value });

const timesReplaced: Statement<{ readonly value: number }> = ({ build, tables: { counters } }) =>
  build
    .select({ value: counters.value })
    .from(counters)
    .where(eq(counters.name, sql.placeholder('name')));

const pageOfNames: Statement<Row> = ({ build, tables: { repositories }, words }) => {
  const name = words.bytewise(repositories.name);
  return build
    .select()
    .from(repositories)
    .where(
      and(
        eq(repositories.organizationId, sql.placeholder('organizationId')),
        sql`(${name}, ${repositories.id}) > (${sql.placeholder('name')}, ${sql.placeholder('id')})`,
      ),
    )
    .orderBy(asc(name), asc(repositories.id))
    .limit(pageSize);
};

/** An index of repositories' names, for type-ahead. */
export function createRepositoryIndex(engine: Engine): Index {
  const insertMany = insertRows(atOnce);
  const insertOne = insertRows(1);
  const known = new Map<OrganizationId, RepositoryNames>();

  function* replace(organizationId: OrganizationId, list: readonly Repository[], readAt: Instant): Steps<number> {
    yield* hold(`repositories of ${organizationId}`);
    yield* rowsOf(removeAll, { organizationId });
    const rows = [...list];
    while (rows.length > 0) {
      const some = rows.splice(0, rows.length < atOnce ? 1 : atOnce);
      const values = Object.fromEntries(
        some.flatMap(({ id, name, isPrivate }, index) => [
          [`id${index}`, id],
          [`name${index}`, name],
          [`isPrivate${index}`, isPrivate],
        ]),
      );
      yield* rowsOf(some.length === 1 ? insertOne : insertMany, { ...values, organizationId, readAt });
    }
    const [counted] = yield* rowsOf(countReplaced, { name: counter });
    return counted?.value ?? 0;
  }

  /** From memory where they are the newest, else page by page. */
  async function namesOf(organizationId: OrganizationId): Promise<RepositoryNames> {
    const stamp = (await engine.run(timesReplaced, { name: counter }))[0]?.value ?? 0;
    const names = known.get(organizationId);
    if (names?.stamp === stamp) return names;
    const list: Repository[] = [];
    for (let last = { name: '', id: 0 }; ; ) {
      const page = await engine.run(pageOfNames, { organizationId, ...last });
      list.push(...page.map(asRepository));
      const end = page.at(-1);
      if (end === undefined || page.length < pageSize) break;
      last = { name: end.name, id: end.id };
      await setImmediate();
    }
    const read = indexNames(stamp, list);
    known.set(organizationId, read);
    return read;
  }

  return {
    replaceRepositories: async (organizationId, list, readAt) => {
      // A list that moved while it was read page by page names some twice.
      const sorted = byName([...new Map(list.map((one) => [one.id, one])).values()]);
      // Mostly nothing has changed, and then nothing is written.
      if (isSameList((await namesOf(organizationId)).list, sorted)) return;
      const stamp = await engine.transact(() => replace(organizationId, sorted, readAt));
      known.set(organizationId, indexNames(stamp, sorted));
    },
    searchRepositories: async (organizationId, typed, limit) =>
      searchNames(await namesOf(organizationId), typed.trim().toLowerCase(), limit),
    repositoriesByName: async (organizationId, names) => {
      const statement: Statement<Row> = ({ build, tables: { repositories } }) =>
        build
          .select()
          .from(repositories)
          .where(and(eq(repositories.organizationId, organizationId), inArray(repositories.name, [...names])))
          .limit(names.length);
      return (await engine.runOnce(statement)).map(asRepository);
    },
  };
}

function isSameList(one: readonly Repository[], other: readonly Repository[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, name, isPrivate }, index) => {
      const same = other[index];
      return same?.id === id && same.name === name && same.isPrivate === isPrivate;
    })
  );
}
