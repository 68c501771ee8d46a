import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Instant, OrganizationId, RepositoryId } from '../domain/ids.ts';
import type { Repository } from '../domain/scope/agreement.ts';
import type { Store } from '../ports/store.ts';
import type { Engine, Statement, Steps, Tables } from './engine.ts';
import { hold, rowsOf } from './steps.ts';

type Index = Pick<Store, 'replaceRepositories' | 'searchRepositories' | 'repositoriesByName'>;
type Row = Tables['repositories']['$inferSelect'];

/** Rows that are written by one statement. */
const atOnce = 100;

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

/** An index of repositories' names, for type-ahead. */
export function createRepositoryIndex(engine: Engine): Index {
  const insertMany = insertRows(atOnce);
  const insertOne = insertRows(1);

  function* replace(organizationId: OrganizationId, list: readonly Repository[], readAt: Instant): Steps {
    yield* hold(`repositories of ${organizationId}`);
    yield* rowsOf(removeAll, { organizationId });
    // A list that moved while it was read page by page names some twice.
    const rows = [...new Map(list.map((one) => [one.id, one])).values()];
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
  }

  function find(condition: (table: Tables['repositories']) => SQL | undefined, order: readonly SQL[], limit: number) {
    const statement: Statement<Row> = ({ build, tables: { repositories } }) =>
      build
        .select()
        .from(repositories)
        .where(condition(repositories))
        .orderBy(...order)
        .limit(limit);
    return engine.runOnce(statement).then((found) => found.map(asRepository));
  }

  return {
    replaceRepositories: (organizationId, list, readAt) => engine.transact(() => replace(organizationId, list, readAt)),
    searchRepositories: async (organizationId, typed, limit) => {
      const { tables, words } = engine.dialect;
      const wanted = typed.trim().toLowerCase();
      const name = sql`lower(${words.bytewise(tables.repositories.name)})`;
      const place = words.placeOf(wanted, name);
      return find(
        ({ organizationId: of }) => and(eq(of, organizationId), sql`${place} > 0`),
        [sql`${name} <> ${wanted}`, sql`${place} <> 1`, asc(words.bytewise(tables.repositories.name))],
        limit,
      );
    },
    repositoriesByName: async (organizationId, names) =>
      find(({ organizationId: of, name }) => and(eq(of, organizationId), inArray(name, [...names])), [], names.length),
  };
}
