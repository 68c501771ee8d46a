import type { Instant, TokenId } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { ListedPendingToken, Sighting } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { concludeToken } from './conclude-token.ts';
import { lookUp } from './look-up.ts';
import { skipIfDeleted } from './skip-if-deleted.ts';

/**
 * Looks at just these tokens: two calls for fifty of them at the most, and what the rules ask for. What is new and waits is looked for in the
 * one list alone; what we know, and what waits no longer, may be active by now.
 */
export async function lookAtTokens(
  ports: Ports,
  governed: GovernedOrganization,
  tokenIds: readonly TokenId[],
): Promise<void> {
  const { login } = governed.organization;
  const beganAt = ports.clock.now();
  const waiting = Map.groupBy(await ports.github.pendingTokens(login, tokenIds), ({ tokenId }) => tokenId);
  const known = new Map<TokenId, GithubAccount>();
  for (const tokenId of tokenIds) {
    const holder = await knownHolder(ports, governed, tokenId);
    if (holder !== null) known.set(tokenId, holder);
  }
  const others = new Set(tokenIds.filter((id) => known.has(id) || !waiting.has(id)));
  const active = Map.groupBy(await ports.github.activeTokens(login, [...others]), ({ tokenId }) => tokenId);
  for (const tokenId of new Set(tokenIds)) {
    const listed = waiting.get(tokenId) ?? [];
    const grants = active.get(tokenId) ?? [];
    const holder = listed[0]?.holder ?? grants[0]?.holder ?? known.get(tokenId) ?? null;
    // Neither GitHub nor we know it: it came and went.
    if (holder === null) continue;
    const sighting: Sighting = {
      ...nothingSeen(beganAt),
      waiting: { listed, isById: true },
      active: others.has(tokenId) ? { listed: grants, isById: true } : null,
    };
    await skipIfDeleted(ports, () => concludeToken(ports, governed, { tokenId, holder }, sighting));
  }
}

/** Looks at what waits of these people: one call for ten of them. */
export async function lookAtWaitingOf(
  ports: Ports,
  governed: GovernedOrganization,
  logins: readonly string[],
): Promise<void> {
  const beganAt = ports.clock.now();
  const listed = await ports.github.pendingTokensOf(governed.organization.login, logins);
  const byToken = Map.groupBy(listed, ({ tokenId }) => tokenId).values();
  for (const tokens of byToken as Iterable<readonly ListedPendingToken[]>) {
    const [first] = tokens;
    if (first === undefined) continue;
    const sighting: Sighting = { ...nothingSeen(beganAt), waiting: { listed: tokens, isById: false } };
    await skipIfDeleted(ports, () => concludeToken(ports, governed, first, sighting));
  }
}

/** Looks at all that we know of somebody who is said to have left: their tokens may be there no longer. */
export async function lookAtTokensOf(ports: Ports, governed: GovernedOrganization, login: string): Promise<void> {
  const { id } = governed.organization;
  const isTheirs = ({ holder }: { readonly holder: GithubAccount }): boolean =>
    holder.login.toLowerCase() === login.toLowerCase();
  const known = [...(await ports.store.livingActiveTokens(id)), ...(await ports.store.unsettledPendingTokens(id))];
  const theirs = known.filter(isTheirs);
  for (const { token, sighting } of await lookUp(ports, governed.organization.login, theirs, ports.clock.now())) {
    await skipIfDeleted(ports, () => concludeToken(ports, governed, token, sighting));
  }
}

function nothingSeen(beganAt: Instant): Sighting {
  return { beganAt, waiting: null, active: null, areRepositoriesDue: false, call: null, facts: {} };
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
