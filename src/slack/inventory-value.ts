import { z } from 'zod';
import type { OrganizationId } from '../domain/ids.ts';
import { type InventoryFilter, traits } from '../domain/tokens/inventory.ts';

/** What a button of the inventory carries: what is asked for and where in it one is. It reaches people's clients, and grants nothing. */
export type InventoryPlace = { readonly filter: InventoryFilter; readonly page: number };

const days = z.number().int().min(1).max(3_650).nullable();
const place = z.object({
  o: z.number().int().nullable(),
  t: z.array(z.enum(traits)).max(traits.length),
  u: days,
  e: days,
  h: z.string().max(100).nullable(),
  p: z.number().int().min(0).max(1_000_000),
});

export function inventoryValue({ filter, page }: InventoryPlace): string {
  const { organization: o, traits: t, unusedDays: u, endsWithinDays: e, holder: h } = filter;
  return JSON.stringify({ o, t, u, e, h, p: page });
}

export function readInventoryValue(value: string): InventoryPlace | null {
  let given: unknown;
  try {
    given = JSON.parse(value);
  } catch {
    return null;
  }
  const read = place.safeParse(given).data;
  if (read === undefined) return null;
  const { o, t, u, e, h, p } = read;
  const organization = o as OrganizationId | null;
  return { filter: { organization, traits: t, unusedDays: u, endsWithinDays: e, holder: h }, page: p };
}
