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

function removeRows(count: number): Statement<unknown> {
  return ({ build, tables: { repositories } }) => {
    const ids = Array.from({ length: count }, (_, index) => sql.placeholder(`id${index}`));
    const isOf = eq(repositories.organizationId, sql.placeholder('organizationId'));
    return build.delete(repositories).where(and(isOf, inArray(repositories.id, ids)));
  };
}

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

const named: Statement<Row> = ({ build, tables: { repositories }, words }) =>
  build
    .select()
    .from(repositories)
    .where(
      and(
        eq(repositories.organizationId, sql.placeholder('organizationId')),
        sql`${words.bytewise(repositories.name)} in ${words.textsOf(sql.placeholder('names'))}`,
      ),
    );

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
  const removeMany = removeRows(atOnce);
  const removeOne = removeRows(1);
  const known = new Map<OrganizationId, RepositoryNames>();

  function* replace(organizationId: OrganizationId, list: readonly Repository[], readAt: Instant): Steps<number> {
    yield* hold(`repositories of ${organizationId}`);
    yield* rowsOf(removeAll, { organizationId });
    yield* insert(organizationId, list, readAt);
    return yield* countOneMore();
  }

  function* countOneMore(): Steps<number> {
    const [counted] = yield* rowsOf(countReplaced, { name: counter });
    return counted?.value ?? 0;
  }

  function* insert(organizationId: OrganizationId, list: readonly Repository[], readAt: Instant): Steps {
    for (const some of inPieces(list)) {
      const values = Object.fromEntries(
        some.flatMap(({ id, name, isPrivate }, index) => [
          [`id${index}`, id],
          [`name${index}`, name],
          [`isPrivate${index}`, isPrivate],
        ]),
      );
      yield* rowsOf(some.length === 1 ? insertOne : insertMany, { ...values, organizationId, readAt });
    }
  }

  function* remove(organizationId: OrganizationId, list: readonly Repository[]): Steps {
    for (const some of inPieces(list)) {
      const ids = Object.fromEntries(some.map(({ id }, index) => [`id${index}`, id]));
      yield* rowsOf(some.length === 1 ? removeOne : removeMany, { ...ids, organizationId });
    }
  }

  /**
   * Only what has changed, in several transactions: others have their turn between them. It is a list to suggest names from, and until its last
   * piece is written the names in memory stay what they were.
   */
  async function replaceBitByBit(
    organizationId: OrganizationId,
    before: readonly Repository[],
    list: readonly Repository[],
    readAt: Instant,
  ): Promise<number> {
    const was = new Map(before.map((one) => [one.id, one]));
    const changed = list.filter((one) => !isSame(was.get(one.id), one));
    for (const { id } of list) was.delete(id);
    const gone = [...was.values()];
    const { mostRows } = engine;
    try {
      for (let from = 0; from < changed.length; from += mostRows) {
        await engine.transact(() => insert(organizationId, changed.slice(from, from + mostRows), readAt));
      }
      for (let from = 0; from < gone.length; from += mostRows) {
        await engine.transact(() => remove(organizationId, gone.slice(from, from + mostRows)));
      }
      return await engine.transact(countOneMore);
    } catch (error) {
      // Half of it may be written: whoever asks next reads what is there.
      known.delete(organizationId);
      throw error;
    }
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
      const now = new Map(list.map((one) => [one.id, one]));
      const before = (await namesOf(organizationId)).list;
      // Mostly nothing has changed, and then nothing is written.
      if (before.length === now.size && before.every((one) => isSame(now.get(one.id), one))) return;
      // Each of these takes its time where the list is long: others have their turn between them.
      await setImmediate();
      const sorted = byName([...now.values()]);
      await setImmediate();
      const stamp =
        before.length + sorted.length > engine.mostRows
          ? await replaceBitByBit(organizationId, before, sorted, readAt)
          : await engine.transact(() => replace(organizationId, sorted, readAt));
      await setImmediate();
      known.set(organizationId, indexNames(stamp, sorted));
    },
    searchRepositories: async (organizationId, typed, limit) =>
      searchNames(await namesOf(organizationId), typed.trim().toLowerCase(), limit),
    repositoriesByName: async (organizationId, names) =>
      (await engine.run(named, { organizationId, names: JSON.stringify(names) })).map(asRepository),
  };
}

function isSame(one: Repository | undefined, { id, name, isPrivate }: Repository): boolean {
  return one?.id === id && one.name === name && one.isPrivate === isPrivate;
}

/** As many as one statement writes; the last ones by themselves. */
function* inPieces(list: readonly Repository[]): Generator<readonly Repository[]> {
  for (let from = 0; from < list.length; ) {
    const count = list.length - from < atOnce ? 1 : atOnce;
    yield list.slice(from, from + count);
    from += count;
  }
}
