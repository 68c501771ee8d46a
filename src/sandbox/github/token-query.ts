// The filters that both token listings take.
import { invalid } from './answers.ts';
import { findUser } from './directory.ts';
import type { RouteCall } from './route.ts';
import type { Organization, Scope, TokenRecord } from './state.ts';

const mostOwners = 10;
const mostTokenIds = 50;
export type ListedToken = { readonly id: number; readonly at: Date; readonly token: TokenRecord; readonly scope: Scope };
type Fits = (listed: ListedToken) => boolean;

/** Array filters are arrays only where they are written `name[]=`. */
function list(query: URLSearchParams, name: string, most: number): readonly string[] | null {
  if (query.has(name)) throw invalid(name, `${name} is not an array`);
  if (!query.has(`${name}[]`)) return null;
  const values = query.getAll(`${name}[]`);
  if (values.length > most) throw invalid(name, `No more than ${most} items are allowed`);
  return values;
}

function instant(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid(name, `${name} is not a date-time`);
  return at;
}

function byOwner({ world, query }: RouteCall): Fits {
  const owners = list(query, 'owner', mostOwners);
  if (owners === null) return () => true;
  const ids = new Set(owners.map((login) => findUser(world, login)?.id));
  return ({ token }) => ids.has(token.ownerId);
}

function byTokenId({ query }: RouteCall): Fits {
  const ids = list(query, 'token_id', mostTokenIds);
  if (ids === null) return () => true;
  return ({ token }) => ids.includes(String(token.id));
}

function byRepository({ query }: RouteCall, organization: Organization): Fits {
  const wanted = query.get('repository')?.toLowerCase();
  if (wanted === undefined) return () => true;
  const ids = [...organization.repositories.values()]
    .filter(({ name }) => name.toLowerCase() === wanted)
    .map(({ id }) => id);
  return ({ scope }) => {
    if (scope.repositorySelection === 'all') return ids.length > 0;
    return scope.repositoryIds.some((id) => ids.includes(id));
  };
}

/** `issues_read`: the permission, and its level after the last underscore. */
function byPermission({ query }: RouteCall): Fits {
  const wanted = query.get('permission');
  if (wanted === null) return () => true;
  const [, name = '', level] = /^(.+)_([a-z]+)$/.exec(wanted) ?? [];
  return ({ scope }) => Object.values(scope.permissions).some((levels) => levels[name] === level && level !== undefined);
}

function byLastUse({ query }: RouteCall): Fits {
  const before = instant(query, 'last_used_before');
  const after = instant(query, 'last_used_after');
  if (before === null && after === null) return () => true;
  return ({ token }) => {
    const at = token.lastUsedAt?.getTime();
    return at !== undefined && (before === null || at < before) && (after === null || at > after);
  };
}

/** What the query leaves of a listing, in its order. */
export function selectTokens(
  call: RouteCall,
  organization: Organization,
  all: readonly ListedToken[],
): readonly ListedToken[] {
  const { query } = call;
  const direction = query.get('direction') ?? 'desc';
  if (!['asc', 'desc'].includes(direction)) throw invalid('direction', 'direction is not one of asc, desc');
  if ((query.get('sort') ?? 'created_at') !== 'created_at') throw invalid('sort', 'sort is not one of created_at');
  const filters = [
    byOwner(call),
    byTokenId(call),
    byRepository(call, organization),
    byPermission(call),
    byLastUse(call),
  ];
  const sign = direction === 'asc' ? 1 : -1;
  return all
    .filter((listed) => filters.every((fits) => fits(listed)))
    .sort((one, other) => sign * (one.at.getTime() - other.at.getTime() || one.id - other.id));
}
