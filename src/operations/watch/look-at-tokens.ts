import type { TokenId } from '../../domain/ids.ts';
import { isSameLogin } from '../../domain/people/link.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { type SeenToken, sightEach } from '../../domain/tokens/sight-each.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { type ConcludedToken, concludeToken } from './conclude-token.ts';
import { lookUp } from './look-up.ts';
import { skipIfDeleted } from './skip-if-deleted.ts';

/** Looks at just these tokens: two calls for fifty of them, and what the rules ask for. */
export async function lookAtTokens(
  ports: Ports,
  governed: GovernedOrganization,
  tokenIds: readonly TokenId[],
): Promise<void> {
  const tokens: { readonly tokenId: TokenId; readonly holder: GithubAccount | null }[] = [];
  for (const tokenId of tokenIds) tokens.push({ tokenId, holder: await knownHolder(ports, governed, tokenId) });
  await concludeAll(ports, governed, await lookUp(ports, governed.organization.login, tokens, ports.clock.now()));
}

/**
 * Looks at all tokens of these people that GitHub shows: two calls for ten of them. What waits first, what is active second: what is approved
 * moves from the one to the other.
 */
export async function lookAtTokensOf(
  ports: Ports,
  governed: GovernedOrganization,
  logins: readonly string[],
): Promise<void> {
  const { login } = governed.organization;
  const beganAt = ports.clock.now();
  const waiting = await ports.github.pendingTokensOf(login, logins);
  const active = await ports.github.activeTokensOf(login, logins);
  await concludeAll(ports, governed, sightEach(waiting, active, null, beganAt));
}

/** Looks at all that we know of somebody who is said to have left: their tokens may be there no longer. Answers which they were. */
export async function lookAtTokensOfLeaver(
  ports: Ports,
  governed: GovernedOrganization,
  login: string,
): Promise<readonly TokenId[]> {
  const { id } = governed.organization;
  const isTheirs = ({ holder }: ConcludedToken): boolean => isSameLogin(holder.login, login);
  const theirs: ConcludedToken[] = (await ports.store.unsettledPendingTokens(id)).filter(isTheirs);
  for await (const page of ports.store.livingActiveTokens(id)) theirs.push(...page.filter(isTheirs));
  await concludeAll(ports, governed, await lookUp(ports, governed.organization.login, theirs, ports.clock.now()));
  return theirs.map(({ tokenId }) => tokenId);
}

async function concludeAll(ports: Ports, governed: GovernedOrganization, seen: readonly SeenToken[]): Promise<void> {
  for (const { token, sighting } of seen) {
    await skipIfDeleted(ports, () => concludeToken(ports, governed, token, sighting));
  }
}

async function knownHolder(
  { store }: Ports,
  { organization }: GovernedOrganization,
  tokenId: TokenId,
): Promise<GithubAccount | null> {
  const [pending] = await store.pendingTokensOfToken(organization.id, tokenId);
  const [active] = await store.activeTokensOfToken(organization.id, tokenId);
  return pending?.holder ?? active?.holder ?? null;
}
