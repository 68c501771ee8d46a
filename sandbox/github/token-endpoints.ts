import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { Account } from './account.ts';
import { listedActive, listedPending, minimalRepository } from './present.ts';
import type { AppliedReview, GithubState, LocalOrganization, LocalToken, Scope } from './state.ts';

/** Told of a review through the API, with the request that was reviewed. */
export type Finish = (
  token: LocalToken,
  pending: NonNullable<LocalToken['pending']>,
  act: 'approved' | 'denied',
  by: string,
) => void;

export const notFound: Answer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
};

function invalid(message: string): Answer {
  return { status: 422, body: { message, documentation_url: 'https://docs.github.com/rest' } };
}

/** A page of a list, with GitHub's Link header. Only what is on the page is put in GitHub's words: lists may be long. */
export function paged<T>(
  request: Request,
  items: readonly T[],
  present: (item: T) => unknown = (item) => item,
): Answer {
  const { searchParams } = request.url;
  const size = Math.min(Math.max(Number(searchParams.get('per_page') ?? 30) || 30, 1), 100);
  const page = Math.max(Number(searchParams.get('page') ?? 1) || 1, 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const link = (to: number, rel: string): string => {
    const url = new URL(request.url);
    url.searchParams.set('page', String(to));
    return `<https://api.github.com${url.pathname}${url.search}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    status: 200,
    headers: links.length === 0 ? {} : { link: links.join(', ') },
    body: items.slice((page - 1) * size, page * size).map((item) => present(item)),
  };
}

function has(scope: Scope, permission: string): boolean {
  const [, name = permission, level] = /^(.*)_(read|write|admin)$/.exec(permission) ?? [];
  const { organization, repository, other } = scope.permissions;
  const held = repository[name] ?? organization[name] ?? other[name];
  const order = ['read', 'write', 'admin'];
  return held !== undefined && (level === undefined || order.indexOf(held) >= order.indexOf(level));
}

/** The query filters that both lists have. */
function filtered(
  request: Request,
  tokens: readonly LocalToken[],
  scopeOf: (token: LocalToken) => Scope,
): readonly LocalToken[] | Answer {
  const query = request.url.searchParams;
  const owners = query.getAll('owner[]').map((login) => login.toLowerCase());
  const ids = query.getAll('token_id[]');
  if (owners.length > 10) return invalid('owner has more than 10 items');
  if (ids.length > 50) return invalid('token_id has more than 50 items');
  const repository = query.get('repository');
  const permission = query.get('permission');
  const before = query.get('last_used_before');
  const after = query.get('last_used_after');
  return tokens.filter((token) => {
    const scope = scopeOf(token);
    const used = token.lastUsedAt;
    return (
      (owners.length === 0 || owners.includes(token.owner.login.toLowerCase())) &&
      (ids.length === 0 || ids.includes(String(token.tokenId))) &&
      (repository === null || scope.repositories.some(({ name }) => name === repository)) &&
      (permission === null || has(scope, permission)) &&
      (before === null || (used !== null && used < new Date(before))) &&
      (after === null || (used !== null && used > new Date(after)))
    );
  });
}

function sorted(
  request: Request,
  tokens: readonly LocalToken[],
  at: (token: LocalToken) => Date,
): readonly LocalToken[] {
  const sign = request.url.searchParams.get('direction') === 'asc' ? 1 : -1;
  return tokens.toSorted(
    (one, other) => sign * (at(one).getTime() - at(other).getTime() || one.tokenId - other.tokenId),
  );
}

function isAnswer(found: readonly LocalToken[] | Answer): found is Answer {
  return 'status' in found;
}

export function pendingOf(state: GithubState, organization: LocalOrganization): readonly LocalToken[] {
  return state.tokens.filter((token) => token.organization === organization && token.pending !== null);
}

export function activeOf(state: GithubState, organization: LocalOrganization): readonly LocalToken[] {
  return state.tokens.filter((token) => token.organization === organization && token.grant !== null);
}

export function listPending(state: GithubState, organization: LocalOrganization, request: Request): Answer {
  const found = filtered(request, pendingOf(state, organization), ({ pending }) => pending as Scope);
  if (isAnswer(found)) return found;
  const list = sorted(request, found, ({ pending }) => pending?.createdAt ?? new Date(0));
  return paged(request, list, (token) => listedPending(state, token));
}

export function listActive(state: GithubState, organization: LocalOrganization, request: Request): Answer {
  const found = filtered(request, activeOf(state, organization), ({ grant }) => grant as Scope);
  if (isAnswer(found)) return found;
  const list = sorted(request, found, ({ grant }) => grant?.grantedAt ?? new Date(0));
  return paged(request, list, (token) => listedActive(state, token));
}

export function repositoriesOf(scope: Scope, organization: LocalOrganization, request: Request): Answer {
  const still = scope.repositories.filter((one) => organization.repositories.includes(one));
  return paged(
    request,
    still.map((one) => minimalRepository(one, organization.account)),
  );
}

function record(
  state: GithubState,
  token: LocalToken,
  scope: Scope & { readonly id: number },
  act: AppliedReview['act'],
  by: string,
  reason: string | null,
): void {
  state.reviews.push({
    at: state.now(),
    by,
    act,
    id: scope.id,
    tokenId: token.tokenId,
    reason,
    scope: {
      permissions: structuredClone(scope.permissions),
      selection: scope.selection,
      repositories: scope.repositories.map(({ name }) => name),
    },
    expiresAt: token.expiresAt,
  });
}

/** Approves or denies; the token leaves the pending list, and an approved one becomes a grant. */
export function review(
  state: GithubState,
  token: LocalToken,
  act: 'approve' | 'deny',
  by: string,
  reason: string | null,
): void {
  const { pending } = token;
  if (pending === null) throw new Error('the token is not pending');
  record(state, token, pending, act, by, reason);
  if (act === 'approve') {
    const { permissions, selection, repositories } = pending;
    token.grant = {
      id: token.grant?.id ?? state.nextId(),
      grantedAt: state.now(),
      permissions,
      selection,
      repositories,
    };
  }
  token.pending = null;
}

export function revoke(state: GithubState, token: LocalToken, by: string): void {
  const { grant } = token;
  if (grant === null) throw new Error('the token is not active');
  record(state, token, grant, 'revoke', by, null);
  token.grant = null;
}

function bodyOf(request: Request): Record<string, unknown> {
  try {
    return JSON.parse(request.raw) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function isReason(reason: unknown): reason is string | null | undefined {
  return reason == null || (typeof reason === 'string' && reason.length <= 1_024);
}

function reviewAndTell(
  state: GithubState,
  token: LocalToken,
  act: 'approve' | 'deny',
  reason: string | null,
  finish: Finish,
  by: Account | null,
): void {
  const { pending } = token;
  if (pending === null) return;
  review(state, token, act, by?.login ?? 'app', reason);
  finish(token, pending, act === 'approve' ? 'approved' : 'denied', by?.login ?? 'countersign[bot]');
}

export function reviewOne(
  state: GithubState,
  organization: LocalOrganization,
  id: number,
  request: Request,
  finish: Finish,
  /** In whose name; null: the App's. */
  by: Account | null = null,
): Answer {
  const { action, reason } = bodyOf(request);
  if ((action !== 'approve' && action !== 'deny') || !isReason(reason)) return invalid('Validation Failed');
  const token = pendingOf(state, organization).find(({ pending }) => pending?.id === id);
  if (token === undefined) return notFound;
  if (token.expiresAt !== null && token.expiresAt <= state.now()) return invalid('The token has expired');
  reviewAndTell(state, token, action, reason ?? null, finish, by);
  return { status: 204 };
}

export function reviewMany(
  state: GithubState,
  organization: LocalOrganization,
  request: Request,
  finish: Finish,
): Answer {
  const { action, reason, pat_request_ids: ids } = bodyOf(request);
  if ((action !== 'approve' && action !== 'deny') || !isReason(reason)) return invalid('Validation Failed');
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 100) return invalid('pat_request_ids has 1 to 100 items');
  // Asynchronous, as GitHub's: the answer comes before anything has happened.
  setImmediate(() => {
    for (const token of pendingOf(state, organization).filter(({ pending }) => ids.includes(pending?.id))) {
      reviewAndTell(state, token, action, reason ?? null, finish, null);
    }
  });
  return { status: 202, body: {} };
}

export function revokeOne(
  state: GithubState,
  organization: LocalOrganization,
  id: number,
  request: Request,
  by: Account | null = null,
): Answer {
  if (bodyOf(request).action !== 'revoke') return invalid('Validation Failed');
  const token = activeOf(state, organization).find(({ grant }) => grant?.id === id);
  if (token === undefined) return notFound;
  revoke(state, token, by?.login ?? 'app');
  return { status: 204 };
}

export function revokeMany(state: GithubState, organization: LocalOrganization, request: Request): Answer {
  const { action, pat_ids: ids } = bodyOf(request);
  if (action !== 'revoke' || !Array.isArray(ids) || ids.length === 0 || ids.length > 100)
    return invalid('Validation Failed');
  setImmediate(() => {
    for (const token of activeOf(state, organization).filter(({ grant }) => ids.includes(grant?.id)))
      revoke(state, token, 'app');
  });
  return { status: 202, body: {} };
}
