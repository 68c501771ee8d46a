import { demandOfSeveral } from '../../domain/decisions/follows.ts';
import type { GithubUserId, OrganizationId, SlackUserId } from '../../domain/ids.ts';
import { type AskedReader, readableBy } from '../../domain/people/owned.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { mostDangerousFirst } from '../../domain/tokens/danger.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization, type GovernedOrganization } from '../find-organization.ts';
import { accountOf, standingLinks } from './accounts.ts';
import { authorize } from './authorize.ts';

/** What of one holder can reach one organization, the most dangerous first. */
export type TokensOf = {
  readonly organization: string;
  readonly organizationId: OrganizationId;
  readonly holder: GithubAccount;
  readonly tokens: readonly ActiveToken[];
  /** So many more than are shown, and revoked, at once. */
  readonly hidden: number;
  readonly isObserved: boolean;
};

/** A modal has 100 blocks, and one commit writes as many rows. */
const mostTokens = 40;

/** Whose tokens are asked for: a Slack person, or a login. */
export type Named = { readonly slackId: SlackUserId } | { readonly login: string };

/** For the owners of each organization: what somebody's tokens reach. */
export async function tokensOf(
  ports: Ports,
  reader: SlackUserId,
  named: Named,
): Promise<readonly TokensOf[] | Refusal> {
  const asked: AskedReader<GovernedOrganization>[] = [];
  for (const { login } of ports.policy().organizations) {
    const governed = await findOrganization(ports, login);
    if (governed !== null) asked.push({ organization: governed, as: await mayRead(ports, reader, governed) });
  }
  const owned = readableBy(asked);
  if (isRefusal(owned)) return owned;
  const found: TokensOf[] = [];
  for (const governed of owned) {
    const holder = await holderNamed(ports, governed, named);
    if (holder !== null) found.push(await tokensIn(ports, governed, holder));
  }
  return found.length > 0 ? found : refuse({ why: 'nobody_named' });
}

/** The same of one holder in one organization. */
export async function tokensOfHolder(
  ports: Ports,
  reader: SlackUserId,
  governed: GovernedOrganization,
  githubId: GithubUserId,
): Promise<TokensOf | Refusal> {
  const person = await mayRead(ports, reader, governed);
  return isRefusal(person) ? person : tokensHeldBy(ports, governed, githubId);
}

/** The same for whoever was asked about already: while they revoke them. */
export async function tokensHeldBy(
  ports: Ports,
  governed: GovernedOrganization,
  githubId: GithubUserId,
): Promise<TokensOf | Refusal> {
  const [token] = (await ports.store.activeTokensOf(githubId)).filter(
    ({ organizationId }) => organizationId === governed.organization.id,
  );
  return token === undefined ? refuse({ why: 'no_tokens_left' }) : tokensIn(ports, governed, token.holder);
}

function mayRead(ports: Ports, reader: SlackUserId, { organization }: GovernedOrganization) {
  return authorize(ports, reader, organization, demandOfSeveral);
}

async function tokensIn(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  holder: GithubAccount,
): Promise<TokensOf> {
  const all = mostDangerousFirst(
    (await ports.store.activeTokensOf(holder.githubId)).filter(
      ({ organizationId }) => organizationId === organization.id,
    ),
  );
  return {
    ...{ organization: organization.login, organizationId: organization.id, holder },
    ...{ tokens: all.slice(0, mostTokens), hidden: Math.max(all.length - mostTokens, 0) },
    isObserved: policy.mode === 'observe',
  };
}

/** By the link, or by the login that a living token of theirs has. */
async function holderNamed(
  ports: Ports,
  { organization }: GovernedOrganization,
  named: Named,
): Promise<GithubAccount | null> {
  if ('slackId' in named) return accountOf(ports, named.slackId);
  const login = named.login.toLowerCase();
  const person = (await standingLinks(ports)).find((one) => one.login.toLowerCase() === login);
  if (person !== undefined) return person;
  for await (const page of ports.store.livingActiveTokens(organization.id)) {
    const token = page.find(({ holder }) => holder.login.toLowerCase() === login);
    if (token !== undefined) return token.holder;
  }
  return null;
}
