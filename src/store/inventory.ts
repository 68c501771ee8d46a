import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, gte, inArray, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { dangerousBelow } from '../domain/tokens/danger.ts';
import type { InventoryQuestion, Trait } from '../domain/tokens/inventory.ts';
import type { ActiveToken } from '../domain/tokens/token.ts';
import type { Store } from '../ports/store.ts';
import type { Engine, Statement, Tables } from './engine.ts';
import { readsOf } from './reads-of.ts';

type Table = Tables['activeTokens'];

/** Rows that are read before others have their turn. */
const pageSize = 250;

function hasTrait(table: Table, trait: Trait): SQL {
  switch (trait) {
    case 'never_expires':
      return isNull(table.expiresAt);
    case 'all_repositories':
      return eq(table.reachesAll, true);
    case 'dangerous':
      return lt(table.danger, dangerousBelow);
    case 'unagreed':
      return eq(table.isAgreed, false);
  }
}

/** Every column is one of the index `active_tokens_by_danger`: a hundred thousand rows are too many to be read for a page of eight. */
function isAskedFor(table: Table, { organizations, traits, unusedSince, endsBy, holderKey }: InventoryQuestion) {
  return and(
    gte(table.danger, 0),
    // The plus keeps the engine from an index that has only the organization, and no order.
    inArray(sql`+${table.organizationId}`, [...organizations]),
    ...traits.map((trait) => hasTrait(table, trait)),
    unusedSince === null ? undefined : or(isNull(table.lastUsedAt), lt(table.lastUsedAt, unusedSince)),
    endsBy === null ? undefined : lte(table.expiresAt, endsBy),
    holderKey === null ? undefined : eq(table.holderKey, holderKey),
  );
}

const order = ({ danger, id }: Table) => [asc(danger), asc(id)] as const;

type Place = { readonly danger: number | null; readonly id: string };

/** The tokens that can reach organizations, as owners ask for them. */
export function createInventory(engine: Engine): Pick<Store, 'inventory' | 'wholeInventory'> {
  const active = readsOf(engine, 'active_tokens');

  const places =
    (question: InventoryQuestion, offset: number, limit: number): Statement<Place> =>
    ({ build, tables: { activeTokens: table } }) =>
      build
        .select({ danger: table.danger, id: table.id })
        .from(table)
        .where(isAskedFor(table, question))
        .orderBy(...order(table))
        .limit(limit)
        .offset(offset);

  const total =
    (question: InventoryQuestion): Statement<{ readonly total: number }> =>
    ({ build, tables: { activeTokens: table } }) =>
      build
        .select({ total: sql<number>`count(*)`.mapWith(Number) })
        .from(table)
        .where(isAskedFor(table, question)) as unknown as PromiseLike<readonly { readonly total: number }[]>;

  async function tokensAt(found: readonly Place[]): Promise<readonly ActiveToken[]> {
    if (found.length === 0) return [];
    const ids = found.map(({ id }) => id);
    return active.where(inArray(active.table.id, ids), { order: order(active.table) });
  }

  return {
    inventory: async (question, offset, limit) => {
      if (question.organizations.length === 0) return { total: 0, tokens: [] };
      const [counted] = await engine.runOnce(total(question));
      const tokens = await tokensAt(await engine.runOnce(places(question, offset, limit)));
      return { total: counted?.total ?? 0, tokens };
    },
    async *wholeInventory(question) {
      if (question.organizations.length === 0) return;
      for (let last: Place = { danger: -1, id: '' }; ; ) {
        const { danger, id } = active.table;
        const beyond = sql`(${danger}, ${id}) > (${last.danger}, ${last.id})`;
        const next: Statement<Place> = ({ build, tables: { activeTokens: table } }) =>
          build
            .select({ danger: table.danger, id: table.id })
            .from(table)
            .where(and(isAskedFor(table, question), beyond))
            .orderBy(...order(table))
            .limit(pageSize);
        const found = await engine.runOnce(next);
        if (found.length > 0) yield await tokensAt(found);
        const end = found.at(-1);
        if (end === undefined || found.length < pageSize) return;
        last = end;
        await setImmediate();
      }
    },
  };
}
