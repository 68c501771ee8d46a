import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { GithubState, LocalClassicToken, LocalOrganization } from './state.ts';
import { paged } from './token-endpoints.ts';

const notFound: Answer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' },
};
const forbidden: Answer = {
  status: 403,
  body: { message: 'Resource not accessible by integration', documentation_url: 'https://docs.github.com/rest' },
};

const seconds = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

function shown(token: LocalClassicToken): object {
  return {
    login: token.owner.login,
    credential_id: token.credentialId,
    credential_type: 'personal access token',
    token_last_eight: token.lastEight,
    credential_authorized_at: seconds(token.authorizedAt),
    scopes: token.scopes,
    credential_accessed_at: token.accessedAt === null ? null : seconds(token.accessedAt),
    authorized_credential_id: token.credentialId + 1,
    authorized_credential_note: token.note,
    authorized_credential_expires_at: token.expiresAt === null ? null : seconds(token.expiresAt),
  };
}

/** SSH keys stand in the same list. */
function sshKey(organization: LocalOrganization, login: string): object {
  return {
    login,
    credential_id: organization.account.id + 5,
    credential_type: 'SSH key',
    credential_authorized_at: '2026-01-01T00:00:00Z',
    credential_accessed_at: null,
    authorized_credential_id: organization.account.id + 6,
    fingerprint: 'jklmnop12345678',
    authorized_credential_title: 'laptop',
  };
}

function mayRead(state: GithubState, needed: readonly string[]): boolean {
  return needed.includes(state.app.permissions.organization_administration ?? '');
}

function listCredentials(state: GithubState, organization: LocalOrganization, request: Request): Answer {
  const { credentials } = organization;
  if (!mayRead(state, ['read', 'write'])) return forbidden;
  if (credentials === null) return notFound;
  const login = request.url.searchParams.get('login')?.toLowerCase() ?? null;
  const asked = credentials.filter(({ owner }) => login === null || owner.login.toLowerCase() === login);
  const first = credentials[0];
  const all: readonly object[] = [
    ...asked.map(shown),
    ...(first === undefined || login !== null ? [] : [sshKey(organization, first.owner.login)]),
  ];
  return paged(request, all);
}

function removeCredential(state: GithubState, organization: LocalOrganization, id: number): Answer {
  const { credentials } = organization;
  if (!mayRead(state, ['write'])) return forbidden;
  const place = credentials?.findIndex(({ credentialId }) => credentialId === id) ?? -1;
  if (credentials === null || place < 0) return notFound;
  credentials.splice(place, 1);
  return { status: 204 };
}

type Handler = (organization: LocalOrganization, path: readonly string[], request: Request) => Answer;

/** Of an installation whose App may read, or end, what members authorized for the organization. */
export function classicRoutes(state: GithubState): readonly (readonly [string, Handler])[] {
  const below = 'orgs/:/credential-authorizations';
  return [
    [`GET ${below}`, (organization, _path, request) => listCredentials(state, organization, request)],
    [`DELETE ${below}/:`, (organization, [id]) => removeCredential(state, organization, Number(id))],
  ];
}

/** Somebody makes a classic token and, where the organization has SSO, authorizes it for that. */
export function authorizeClassic(
  state: GithubState,
  organizationLogin: string,
  login: string,
  token: Pick<LocalClassicToken, 'note' | 'lastEight' | 'scopes' | 'expiresAt'>,
): LocalClassicToken {
  const organization = state.organization(organizationLogin);
  if (organization === undefined) throw new Error(`there is no organization ${organizationLogin}`);
  if (organization.credentials === null) throw new Error(`${organizationLogin} has no SSO`);
  const made = {
    ...token,
    credentialId: state.nextId(),
    owner: state.user(login),
    authorizedAt: state.now(),
    accessedAt: null,
  };
  organization.credentials.push(made);
  return made;
}

/** What GitHub's page of new classic tokens would show for a link. Throws where it shows another page. */
export function readClassicPrefill(link: string): {
  readonly note: string;
  readonly scopes: readonly string[];
  readonly expires: string | null;
} {
  const url = new URL(link);
  if (url.pathname !== '/settings/tokens/new') throw new Error(`not the page of new classic tokens: ${url.pathname}`);
  return {
    note: url.searchParams.get('description') ?? '',
    scopes: (url.searchParams.get('scopes') ?? '').split(',').filter((name) => name !== ''),
    expires: url.searchParams.get('default_expires_at'),
  };
}
