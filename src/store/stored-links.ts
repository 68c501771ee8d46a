import { eq } from 'drizzle-orm';
import type { Rows } from '../domain/change.ts';
import type { Engine } from './engine.ts';
import { readsOf } from './reads-of.ts';

/** Who was linked to a GitHub account, by whichever proof, and the claims that were confirmed. */
export type StoredLinks = {
  readonly people: readonly Rows['people'][];
  readonly confirmed: readonly Rows['claims'][];
  readonly organizations: readonly Rows['organizations'][];
};

export const noLinks: StoredLinks = { people: [], confirmed: [], organizations: [] };

export async function storedLinks(engine: Engine): Promise<StoredLinks> {
  const claims = readsOf(engine, 'claims');
  return {
    people: await readsOf(engine, 'people').where(undefined),
    confirmed: await claims.where(eq(claims.table.status, 'confirmed')),
    organizations: await readsOf(engine, 'organizations').where(undefined),
  };
}
