import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { Account, GithubState, LocalOrganization } from './state.ts';
import { type Finish, notFound, reviewOne, revokeOne } from './token-endpoints.ts';
import { LocalUserTokens } from './user-tokens.ts';

type Handle = (request: Request) => Answer | Promise<Answer>;

const reviewed = /^\/orgs\/([^/]+)\/personal-access-token-requests\/(\d+)$/;
const revoked = /^\/orgs\/([^/]+)\/personal-access-tokens\/(\d+)$/;

function refused(status: 401 | 403, message: string): Answer {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) } };
}

/**
 * What people's own tokens may do: what both the App and the person may. GitHub's lists of tokens stay the App's here, for Countersign reads them
 * as the App. https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
export function withUserTokens(handle: Handle, state: GithubState, finish: Finish): Handle {
  return (request) => {
    const { method, url } = request;
    if (method === 'POST' && url.pathname === '/login/oauth/access_token') {
      const form = new URLSearchParams(request.raw);
      if (form.get('grant_type') === 'refresh_token') return exchange(state, form.get('refresh_token') ?? '');
    }
    if (method === 'DELETE' && /^\/applications\/[^/]+\/token$/.test(url.pathname)) return end(state, request);
    return LocalUserTokens.isUsedBy(request) ? inNameOf(state, request, finish, handle) : handle(request);
  };
}

/** It answers 200 whatever it says. */
function exchange(state: GithubState, refresh: string): Answer {
  const given = state.userTokens.exchange(refresh);
  if (given !== null) return { status: 200, body: given };
  return {
    status: 200,
    body: {
      error: 'bad_refresh_token',
      error_description: 'The refresh token passed is incorrect or expired.',
      error_uri: 'https://docs.github.com',
    },
  };
}

function end(state: GithubState, request: Request): Answer {
  const { access_token: access } = JSON.parse(request.raw) as { readonly access_token?: unknown };
  return state.userTokens.end(String(access)) ? { status: 204 } : notFound;
}

function inNameOf(state: GithubState, request: Request, finish: Finish, handle: Handle): Answer | Promise<Answer> {
  const { method, url } = request;
  const account = state.userTokens.accountOf(request);
  if (account === null) return refused(401, 'Bad credentials');
  const [, org = '', id = ''] =
    (method === 'POST' && (reviewed.exec(url.pathname) ?? revoked.exec(url.pathname))) || [];
  if (org === '') return handle(request);
  const organization = state.organization(org);
  if (organization === undefined || !mayAct(organization, account)) return notFoundOrForbidden(organization, account);
  return reviewed.test(url.pathname)
    ? reviewOne(state, organization, Number(id), request, finish, account)
    : revokeOne(state, organization, Number(id), request, account);
}

function mayAct({ members, isInstalled, suspendedAt }: LocalOrganization, { id }: Account): boolean {
  return isInstalled && suspendedAt === null && members.get(id) === 'admin';
}

/** Whoever does not belong to it is not even told that it is there. */
function notFoundOrForbidden(organization: LocalOrganization | undefined, { id }: Account): Answer {
  return organization?.members.has(id) === true ? refused(403, 'Resource not accessible by integration') : notFound;
}
