import type { Answer } from '../loopback-server.ts';
import type { RouteCall } from './route.ts';

const mostPerPage = 100;
const usualPerPage = 30;

/** GitHub takes what it can't read as the default, and more than a hundred as a hundred. */
function positive(text: string | null, otherwise: number): number {
  const value = text !== null && /^\d+$/.test(text) ? Number(text) : 0;
  return value > 0 ? value : otherwise;
}

export function perPageOf(query: URLSearchParams): number {
  return Math.min(positive(query.get('per_page'), usualPerPage), mostPerPage);
}

export type Page<T> = { readonly items: readonly T[]; readonly headers: Readonly<Record<string, string>> };

/** The page that the query asks for, and the Link header that leads on from it. */
export function pageOf<T>(call: RouteCall, all: readonly T[]): Page<T> {
  const perPage = perPageOf(call.query);
  const page = positive(call.query.get('page'), 1);
  const last = Math.max(1, Math.ceil(all.length / perPage));
  const link = (to: number, rel: string): string => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(to));
    return `<${call.url}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    items: all.slice((page - 1) * perPage, page * perPage),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

export function answerPage<T>(call: RouteCall, all: readonly T[], describe: (one: T) => unknown): Answer {
  const { items, headers } = pageOf(call, all);
  return { status: 200, headers, body: items.map(describe) };
}
