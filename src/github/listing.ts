import { z } from 'zod';
import type { TokenId } from '../domain/ids.ts';
import { Fault } from '../ports/fault.ts';
import { read } from './answers.ts';
import type { Installations } from './installation.ts';

const perPage = 100;
/** GitHub takes so many `token_id[]` in one call. */
const idsPerCall = 50;
/** No organization has so many pages: an endless listing is an error of the other side. */
const mostPages = 2_000;

/** Without any Link there is one page; a full one may also have lost its Link on the way, so the next one is asked for. */
function mayHaveNext(headers: Readonly<Record<string, unknown>>, onPage: number): boolean {
  return typeof headers.link === 'string' ? /<[^>]+>;\s*rel="next"/.test(headers.link) : onPage >= perPage;
}

/**
 * Reads a listing to its end. A page that fails makes the whole listing a Fault: a part of it proves nothing (F9). Page numbers are no
 * snapshot: what moves while paging can come twice, which is folded, or be missed, which callers confirm by id.
 */
export async function listAll<T extends { readonly id: number }>(
  installations: Installations,
  organization: string,
  path: string,
  item: z.ZodType<T>,
  query = '',
): Promise<readonly T[]> {
  const found = new Map<number, T>();
  for (let page = 1; page <= mostPages; page += 1) {
    // Array filters only work as `name[]=` in the URL itself.
    const url = `GET ${path}?per_page=${perPage}&page=${page}${query}`;
    const { data, headers } = await installations.call(organization, url, {});
    const onPage = read(z.array(item), data);
    for (const one of onPage) found.set(one.id, one);
    if (!mayHaveNext(headers, onPage.length)) return [...found.values()];
  }
  throw new Fault('github', 'endless_listing', { isRetryable: false });
}

/** The same, for those tokens only; asked in groups. */
export async function listTokens<T extends { readonly id: number }>(
  installations: Installations,
  organization: string,
  path: string,
  item: z.ZodType<T>,
  tokenIds: readonly TokenId[] | undefined,
): Promise<readonly T[]> {
  if (tokenIds === undefined) return listAll(installations, organization, path, item);
  const ids = [...new Set(tokenIds)];
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += idsPerCall) {
    const query = ids
      .slice(start, start + idsPerCall)
      .map((id) => `&token_id[]=${id}`)
      .join('');
    found.push(...(await listAll(installations, organization, path, item, query)));
  }
  return found;
}
