import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { Account } from './account.ts';
import type { GithubState, LocalOrganization } from './state.ts';
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
    return LocalUserTokens.isUsedBy(request) ? inNameOf(state, request, finish, handle) : handle(request);
  };
}

function inNameOf(state: GithubState, request: Request, finish: Finish, handle: Handle): Answer | Promise<Answer> {
  const { method, url } = request;
  if (url.pathname === '/user') return handle(request);
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
