import { z } from 'zod';
import type { ExternalIdentity } from '../domain/people/match-identity.ts';
import { Fault } from '../ports/fault.ts';
import { asAccount, read, user } from './answers.ts';
import type { CallGithub } from './installation.ts';

const perPage = 100;

// https://docs.github.com/graphql/reference/orgs: an installation that may read members sees them, of an organization's own provider only.
const query = `query ($organization: String!, $first: Int!, $after: String, $login: String, $userName: String) {
  organization(login: $organization) {
    samlIdentityProvider {
      externalIdentities(first: $first, after: $after, login: $login, userName: $userName, membersOnly: true) {
        pageInfo { hasNextPage endCursor }
        nodes {
          guid
          user { login databaseId }
          samlIdentity { nameId username emails { value } }
          scimIdentity { username emails { value } }
        }
      }
    }
  }
}`;

const emails = z.array(z.object({ value: z.string() })).nullish();
const username = z.string().nullish();
const identity = z.object({
  guid: z.string(),
  user: z
    .object({ login: z.string(), databaseId: z.number().int() })
    .nullable()
    .transform((found) =>
      found === null ? null : asAccount(user.parse({ id: found.databaseId, login: found.login })),
    ),
  samlIdentity: z.object({ nameId: z.string().nullish(), username, emails }).nullable(),
  scimIdentity: z.object({ username, emails }).nullable(),
});
const page = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(identity),
});
const answer = z.object({
  data: z.object({
    organization: z.object({ samlIdentityProvider: z.object({ externalIdentities: page }).nullable() }),
  }),
});
const failure = z.object({ errors: z.array(z.object({ type: z.string().optional() })).min(1) });

type Asked = { readonly login?: string; readonly userName?: string };

function asIdentity({
  guid,
  user: account,
  samlIdentity: saml,
  scimIdentity: scim,
}: z.infer<typeof identity>): ExternalIdentity {
  const given = [
    ...[saml?.nameId, saml?.username, scim?.username],
    ...[...(saml?.emails ?? []), ...(scim?.emails ?? [])].map(({ value }) => value),
  ];
  return { guid, account, names: [...new Set(given.flatMap((name) => (name == null || name === '' ? [] : [name])))] };
}

/**
 * What the organization's own identity provider says of its members, to the last page; null where GitHub shows none: there is none, or it is the
 * enterprise's. A part of them would make an address look like one person's alone.
 */
export async function externalIdentities(
  call: CallGithub,
  organization: string,
  asked: Asked = {},
  limit?: AbortSignal,
): Promise<readonly ExternalIdentity[] | null> {
  const found: ExternalIdentity[] = [];
  let after: string | null = null;
  do {
    const variables = { organization, first: perPage, after, ...asked };
    const { data } = await call(organization, 'POST /graphql', { query, variables }, limit);
    // GraphQL says no with 200.
    const failed = failure.safeParse(data).data;
    if (failed !== undefined) {
      throw new Fault('github', `graphql_${failed.errors[0]?.type?.toLowerCase() ?? 'error'}`, { isRetryable: true });
    }
    const provider: z.infer<typeof answer>['data']['organization']['samlIdentityProvider'] = read(answer, data).data
      .organization.samlIdentityProvider;
    if (provider === null) return null;
    const { nodes, pageInfo }: z.infer<typeof page> = provider.externalIdentities;
    found.push(...nodes.map(asIdentity));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}
