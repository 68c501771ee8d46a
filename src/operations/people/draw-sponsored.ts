import { type Change, noChange } from '../../domain/change.ts';
import { cardsOfSponsored } from '../../domain/decisions/cards-of-sponsored.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { sponsoredBy } from '../../domain/requests/machine-user.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { machineUsersOf } from './machine-users-of.ts';

/** Committed with links that are made or end: the cards that depend on them. Of those who sponsor nobody nothing is read. */
export async function cardsOfSponsors(ports: Ports, slackIds: readonly SlackUserId[]): Promise<Change> {
  const { store, policy } = ports;
  const logins = slackIds.flatMap((slackId) => sponsoredBy(slackId, policy()));
  if (logins.length === 0) return noChange;
  const accounts = (await Promise.all(slackIds.map((slackId) => machineUsersOf(ports, slackId)))).flat();
  const requests: TokenRequest[] = [];
  const pendingTokens: PendingToken[] = [];
  const activeTokens: ActiveToken[] = [];
  for (const { id } of await store.organizations()) {
    requests.push(...(await store.openRequests(id)));
    pendingTokens.push(...(await store.unsettledPendingTokens(id)));
  }
  for (const account of accounts) activeTokens.push(...(await store.activeTokensOf(account)));
  return cardsOfSponsored({ logins, accounts }, { requests, pendingTokens, activeTokens });
}

/** Another policy may name other sponsors, and link them otherwise: the cards of all machine users. */
export async function drawSponsored(ports: Ports): Promise<void> {
  const sponsors = [...new Set(ports.policy().machineUsers.values())];
  await commitOnce(ports, await cardsOfSponsors(ports, sponsors), ports.clock.now());
}
