import type { z } from 'zod';
import type { TokenId } from '../domain/ids.ts';
import { Fault } from '../ports/fault.ts';
import { type OddItem, readItems } from './answers.ts';
import type { CallGithub } from './installation.ts';

const perPage = 100;
/** GitHub takes so many `token_id[]` in one call, and so many `owner[]`. */
const idsPerCall = 50;
const ownersPerCall = 10;
/** No organization has so many pages: an endless listing is an error of the other side. */
const mostPages = 2_000;

/** Without any Link there is one page; a full one may also have lost its Link on the way, so the next one is asked for. */
function mayHaveNext(headers: Readonly<Record<string, unknown>>, onPage: number): boolean {
  return typeof headers.link === 'string' ? /<[^>]+>;\s*rel="next"/.test(headers.link) : onPage >= perPage;
}

/** A list that was read to its end, and what of it could not be understood. */
export type ListRead<T> = { readonly items: readonly T[]; readonly odd: readonly OddItem[] };

export type List<T> = {
  readonly call: CallGithub;
  readonly organization: string;
  readonly path: string;
  readonly item: z.ZodType<T>;
};

/**
 * Reads a listing to its end. A page that fails makes the whole listing a Fault: a part of it proves nothing (F9). Page numbers are no
 * snapshot: what moves while paging can come twice, which is folded, or be missed, which callers confirm by id. One item that can't be
 * understood must not keep the others waiting. Each page is made what callers work with before the next is asked for: all of a hundred
 * thousand at once would hold everybody up.
 */
export async function listAll<T extends { readonly id: number }, Item>(
  { call, organization, path, item }: List<T>,
  as: (found: T) => Item,
  query = '',
): Promise<ListRead<Item>> {
  const found = new Map<number, Item>();
  const odd: OddItem[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    // Array filters only work as `name[]=` in the URL itself.
    const url = `GET ${path}?per_page=${perPage}&page=${page}${query}`;
    const { data, headers } = await call(organization, url, {});
    const onPage = readItems(item, data);
    for (const one of onPage.items) found.set(one.id, as(one));
    odd.push(...onPage.odd);
    if (!mayHaveNext(headers, onPage.items.length + onPage.odd.length)) return { items: [...found.values()], odd };
  }
  throw new Fault('github', 'endless_listing', { isRetryable: false });
}

/** Without an item that can't be understood, or a Fault: for lists that are believed as a whole. */
export async function listWhole<T extends { readonly id: number }>(list: List<T>, query = ''): Promise<readonly T[]> {
  const { items, odd } = await listAll(list, (one) => one, query);
  if (odd.length > 0) throw new Fault('github', 'bad_answer', { isRetryable: true });
  return items;
}

/** The same, for those tokens only; asked in groups. */
export function listTokens<T extends { readonly id: number }>(
  list: List<T>,
  tokenIds: readonly TokenId[],
): Promise<readonly T[]> {
  return inGroups(list, 'token_id', idsPerCall, tokenIds);
}

/** The same, for the tokens of these people only. */
export function listTokensOf<T extends { readonly id: number }>(
  list: List<T>,
  owners: readonly string[],
): Promise<readonly T[]> {
  return inGroups(list, 'owner', ownersPerCall, owners);
}

async function inGroups<T extends { readonly id: number }>(
  list: List<T>,
  name: string,
  perCall: number,
  values: readonly (string | number)[],
): Promise<readonly T[]> {
  const distinct = [...new Set(values)];
  const found: T[] = [];
  for (let start = 0; start < distinct.length; start += perCall) {
    const group = distinct.slice(start, start + perCall);
    const query = group.map((value) => `&${name}[]=${encodeURIComponent(value)}`).join('');
    found.push(...(await listWhole(list, query)));
  }
  return found;
}
