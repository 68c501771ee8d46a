import { type SQL, sql } from 'drizzle-orm';
import type { Tables } from './engine.ts';

/**
 * Whether a webhook told of a denial. Such a Hint is kept for good and found before all others: of a token that no list ever showed waiting,
 * nothing else remembers that it was denied, and its holder must not be able to push it out by what they set off.
 */
export function tellsOfDenial({ told }: Tables['hints']): SQL<boolean> {
  return sql<boolean>`coalesce(${told} like '%"act":"denied"%', false)`;
}
