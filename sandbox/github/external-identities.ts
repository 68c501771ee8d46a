import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { ExternalIdentity, GithubState, LocalOrganization } from './state.ts';

type Asked = {
  readonly query: string;
  readonly variables: {
    readonly organization: string;
    readonly first: number;
    readonly after?: string | null;
    readonly login?: string | null;
    readonly userName?: string | null;
  };
};

function node({ guid, user, nameId, emails }: ExternalIdentity): object {
  return {
    guid,
    user: user === null ? null : { login: user.login, databaseId: user.id },
    samlIdentity: nameId === null ? null : { nameId, username: null, emails: emails.map((value) => ({ value })) },
    scimIdentity: null,
  };
}

/** The one GraphQL query that is emulated: what the organization's identity provider says of people. */
export function externalIdentities(organization: LocalOrganization, { raw }: Request): Answer {
  const { query, variables } = JSON.parse(raw) as Asked;
  if (!query.includes('externalIdentities')) {
    return { status: 200, body: { data: null, errors: [{ type: 'UNEMULATED', message: 'only external identities' }] } };
  }
  if (variables.organization.toLowerCase() !== organization.account.login.toLowerCase()) {
    const message = `Could not resolve to an Organization with the login of '${variables.organization}'.`;
    return { status: 200, body: { data: { organization: null }, errors: [{ type: 'NOT_FOUND', message }] } };
  }
  if (organization.identities === null) {
    return { status: 200, body: { data: { organization: { samlIdentityProvider: null } } } };
  }
  const { first, after, login, userName } = variables;
  const asked = organization.identities.filter(
    ({ user, nameId }) =>
      (login == null || user?.login.toLowerCase() === login.toLowerCase()) && (userName == null || nameId === userName),
  );
  const from = Number(after ?? 0);
  const nodes = asked.slice(from, from + first).map(node);
  const hasNextPage = from + first < asked.length;
  const externalIdentities = { pageInfo: { hasNextPage, endCursor: hasNextPage ? String(from + first) : null }, nodes };
  return { status: 200, body: { data: { organization: { samlIdentityProvider: { externalIdentities } } } } };
}

function organizationOf(state: GithubState, login: string): LocalOrganization {
  const found = state.organization(login);
  if (found === undefined) throw new Error(`there is no organization ${login}`);
  return found;
}

/** The organization's identity provider gets to know somebody, or says something else of them. `login`: null until they signed in by it. */
export function provision(
  state: GithubState,
  organizationLogin: string,
  guid: string,
  said: { readonly login: string | null; readonly nameId: string | null; readonly emails?: readonly string[] },
): void {
  const organization = organizationOf(state, organizationLogin);
  const { login, nameId, emails = [] } = said;
  const user = login === null ? null : state.user(login);
  const others = (organization.identities ?? []).filter((one) => one.guid !== guid);
  organization.identities = [...others, { guid, user, nameId, emails: [...emails] }];
}

/** The identity provider forgets somebody. */
export function deprovision(state: GithubState, organizationLogin: string, guid: string): void {
  const organization = organizationOf(state, organizationLogin);
  organization.identities = (organization.identities ?? []).filter((one) => one.guid !== guid);
}
