import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import { registrationCalls } from './app-registration.ts';
import { installationOf, isApp, issueInstallationToken } from './authentication.ts';
import { classicRoutes } from './classic-tokens.ts';
import { externalIdentities } from './external-identities.ts';

import { leakedCredentialCalls } from './leaked-credentials.ts';
import { deliveryItem, minimalRepository, publicUser, simpleOrganization, simpleUser } from './present.ts';
import { reviewingRoutes } from './reviewing-routes.ts';
import type { GithubState, LocalOrganization } from './state.ts';
import {
  activeOf,
  type Finish,
  listActive,
  listPending,
  notFound,
  paged,
  pendingOf,
  repositoriesOf,
  reviewMany,
  reviewOne,
  revokeMany,
  revokeOne,
} from './token-endpoints.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

export type World = {
  readonly state: GithubState;
  readonly appId: number;
  readonly publicKeyPem: string;
  readonly finish: Finish;
  /** Where webhooks go, and those that went. */
  readonly hook: () => { readonly url: string | null; readonly deliveries: readonly WebhookDelivery[] };
};

const unauthorized: Answer = {
  status: 401,
  body: { message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' },
};
const suspended: Answer = {
  status: 403,
  body: {
    message: 'This installation has been suspended',
    documentation_url: 'https://docs.github.com/rest',
    status: '403',
  },
};

function installation(
  { account, installationId, suspendedAt }: LocalOrganization,
  appId: number,
  app: GithubState['app'],
): Record<string, unknown> {
  return {
    id: installationId,
    account: simpleUser(account),
    repository_selection: 'all',
    access_tokens_url: `https://api.github.com/app/installations/${installationId}/access_tokens`,
    repositories_url: 'https://api.github.com/installation/repositories',
    html_url: `https://github.com/organizations/${account.login}/settings/installations/${installationId}`,
    app_id: appId,
    target_id: account.id,
    target_type: 'Organization',
    permissions: app.permissions,
    events: app.events,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    single_file_name: null,
    app_slug: 'countersign',
    suspended_at: suspendedAt?.toISOString() ?? null,
    suspended_by: null,
  };
}

export type Handler = (organization: LocalOrganization, path: readonly string[], request: Request) => Answer;

type AppHandler = (path: readonly string[]) => Answer;

/** The App's own calls, with its JWT. */
function appRoutes({ state, appId, hook }: World): readonly (readonly [string, AppHandler])[] {
  const { identity } = state;
  const owner = identity.owner ?? state.organizations[0]?.account;
  return [
    [
      'GET orgs/:/installation',
      ([login = '']) => {
        const found = state.organization(login);
        return found?.isInstalled === true ? { status: 200, body: installation(found, appId, state.app) } : notFound;
      },
    ],
    [
      'GET app/installations',
      () => {
        const installed = state.organizations.filter(({ isInstalled }) => isInstalled);
        return { status: 200, body: installed.map((one) => installation(one, appId, state.app)) };
      },
    ],
    [
      'GET app',
      () => ({
        status: 200,
        body: {
          ...{
            id: appId,
            slug: identity.slug,
            client_id: identity.clientId,
            node_id: 'A_sandbox',
            name: identity.name,
          },
          owner: owner === undefined ? null : simpleOrganization(owner),
          description: null,
          ...{ external_url: 'https://example.com', html_url: identity.htmlUrl },
          ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' },
          ...state.app,
        },
      }),
    ],
    [
      'GET app/hook/config',
      () => ({
        status: 200,
        body: { content_type: 'json', insecure_ssl: '0', secret: '********', url: hook().url ?? '' },
      }),
    ],
    [
      'GET app/hook/deliveries',
      () => ({ status: 200, body: hook().deliveries.toReversed().slice(0, 30).map(deliveryItem) }),
    ],
    ['POST app/installations/:/access_tokens', ([id]) => newInstallationToken(state, Number(id))],
  ];
}

function newInstallationToken(state: GithubState, id: number): Answer {
  const found = state.organizations.find(({ installationId, isInstalled }) => isInstalled && installationId === id);
  if (found === undefined) return notFound;
  if (found.suspendedAt !== null) return suspended;
  const { token, expiresAt } = issueInstallationToken(state, found.installationId);
  return {
    status: 201,
    body: {
      token,
      expires_at: expiresAt.toISOString().replace(/\.\d+Z$/, 'Z'),
      permissions: { members: 'read', metadata: 'read' },
      repository_selection: 'all',
    },
  };
}

function membership(state: GithubState, organization: LocalOrganization, login: string): Answer {
  const account = state.account(login);
  const role = account === undefined ? undefined : organization.members.get(account.id);
  if (account === undefined || role === undefined) return notFound;
  const url = `https://api.github.com/orgs/${organization.account.login}`;
  return {
    status: 200,
    body: {
      url: `${url}/memberships/${account.login}`,
      state: 'active',
      role,
      organization_url: url,
      organization: simpleOrganization(organization.account),
      user: simpleUser(account),
    },
  };
}

/** Everything that needs an installation token, by the shape of its path; `:` is one segment. */
function installationRoutes({ state, finish }: World): readonly (readonly [string, Handler])[] {
  const tokens = 'orgs/:/personal-access-tokens';
  const requests = 'orgs/:/personal-access-token-requests';
  return [
    ['GET orgs/:', (organization) => ({ status: 200, body: simpleOrganization(organization.account) })],
    [
      'GET orgs/:/members',
      (organization, _path, request) => {
        const role = request.url.searchParams.get('role') ?? 'all';
        const asked = [...organization.members].filter(([, one]) => role === 'all' || one === role);
        const ids = new Set(asked.map(([id]) => id));
        return paged(
          request,
          state.accounts.filter(({ id }) => ids.has(id)),
          simpleUser,
        );
      },
    ],
    ['GET orgs/:/memberships/:', (organization, [login = '']) => membership(state, organization, login)],
    [
      'GET orgs/:/repos',
      (organization, _path, request) =>
        paged(request, organization.repositories, (one) => minimalRepository(one, organization.account)),
    ],
    [`GET ${requests}`, (organization, _path, request) => listPending(state, organization, request)],
    [`POST ${requests}`, (organization, _path, request) => reviewMany(state, organization, request, finish)],
    [
      `POST ${requests}/:`,
      (organization, [id], request) => reviewOne(state, organization, Number(id), request, finish),
    ],
    [
      `GET ${requests}/:/repositories`,
      (organization, [id], request) => {
        const found = pendingOf(state, organization).find(({ pending }) => pending?.id === Number(id))?.pending;
        return found == null ? notFound : repositoriesOf(found, organization, request);
      },
    ],
    [`GET ${tokens}`, (organization, _path, request) => listActive(state, organization, request)],
    [`POST ${tokens}`, (organization, _path, request) => revokeMany(state, organization, request)],
    [`POST ${tokens}/:`, (organization, [id], request) => revokeOne(state, organization, Number(id), request)],
    [
      `GET ${tokens}/:/repositories`,
      (organization, [id], request) => {
        const found = activeOf(state, organization).find(({ grant }) => grant?.id === Number(id))?.grant;
        return found == null ? notFound : repositoriesOf(found, organization, request);
      },
    ],
    ...classicRoutes(state),
    ...reviewingRoutes(state),
    ['POST graphql', (organization, _path, request) => externalIdentities(organization, request)],
    [
      'GET users/:',
      (_organization, [login = '']) => {
        const account = state.account(login);
        return account === undefined ? notFound : { status: 200, body: publicUser(account) };
      },
    ],
    [
      'GET user/:',
      (_organization, [id]) => {
        const account = state.accounts.find((one) => one.id === Number(id));
        return account === undefined ? notFound : { status: 200, body: publicUser(account) };
      },
    ],
  ];
}

function segmentsOf({ pathname }: URL): readonly string[] {
  return pathname.slice(1).split('/').map(decodeURIComponent);
}

function fits(shape: string, method: string, segments: readonly string[]): readonly string[] | null {
  const [verb, path = ''] = shape.split(' ');
  const parts = path.split('/');
  if (verb !== method || parts.length !== segments.length) return null;
  return parts.every((part, index) => part === ':' || part === segments[index])
    ? parts.flatMap((part, index) => (part === ':' ? [segments[index] ?? ''] : []))
    : null;
}

/** Every call that is emulated, by its shape: `GET /orgs/:`. */
export function emulatedCalls(world: World): readonly string[] {
  const routes = [...appRoutes(world), ...installationRoutes(world)];
  return [...registrationCalls, ...leakedCredentialCalls, ...routes.map(([shape]) => shape.replace(' ', ' /'))];
}

/** Answers one call as GitHub would. */
export function createRoutes(world: World): (request: Request) => Answer {
  const routes = installationRoutes(world);
  return (request) => {
    const { method, url } = request;
    if (url.pathname.startsWith('/app') || url.pathname.endsWith('/installation')) {
      if (!isApp(request, world.appId, world.publicKeyPem)) return unauthorized;
      const path = segmentsOf(url);
      for (const [shape, handler] of appRoutes(world)) {
        const found = fits(shape, method, path);
        if (found !== null) return handler(found);
      }
      return notFound;
    }
    const mine = installationOf(world.state, request);
    if (mine === null) return unauthorized;
    if (mine.suspendedAt !== null) return suspended;
    const segments = segmentsOf(url);
    for (const [shape, handler] of routes) {
      const found = fits(shape, method, segments);
      if (found === null) continue;
      const isScoped = shape.includes(' orgs/') || shape.includes(' repos/');
      // An installation sees its own organization and no other.
      if (isScoped && found[0]?.toLowerCase() !== mine.account.login.toLowerCase()) return notFound;
      return handler(mine, isScoped ? found.slice(1) : found, request);
    }
    return notFound;
  };
}
