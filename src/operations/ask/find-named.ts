import { echoed } from '../../domain/credential.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { meantByNames, type Named, type Naming, type OwnThings } from '../../domain/requests/meant-by-name.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from '../people/accounts.ts';
import { recognise } from '../people/authorize.ts';
import { machineUsersOf } from '../people/machine-users-of.ts';
import { notLinked } from '../people/not-linked.ts';
import { ownedOrganizations } from '../people/owned-organizations.ts';

/** Nobody has more; a limit all the same, since each is read whole. */
const mostRequests = 500;
const mostEchoed = 60;

/**
 * What of one's own is named so, from our rows alone: Slack's trigger lives 3 s. What others named is not looked at, so nothing is learned of it;
 * owners name it by its number, or find it in the list of all tokens.
 */
export async function findNamed(
  ports: Ports,
  slackId: SlackUserId,
  word: Naming,
  /** The likeliest first. */
  names: readonly string[],
): Promise<Named | Refusal> {
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  const person = await accountOf(ports, slackId);
  if (person === null) return notLinked(ports, slackId);
  const own = await ownThings(ports, slackId, person.githubId);
  const { name, meant } = meantByNames(word, names, own);
  const given = echoed(name, mostEchoed);
  switch (meant.is) {
    case 'one':
      return meant.named;
    case 'several':
      return refuse({ why: 'several_named', given, word, numbers: meant.numbers, others: meant.others });
    case 'waiting':
      return refuse({ why: 'waiting_named', tokenName: meant.tokenName, isHeld: meant.isHeld, word });
    case 'none':
      // Whoever may see everybody's tokens may have meant somebody else's.
      return refuse({
        ...{ why: 'unknown_name', given, word },
        isOwner: !isRefusal(await ownedOrganizations(ports, slackId, null)),
      });
  }
}

async function ownThings(ports: Ports, slackId: SlackUserId, self: OwnThings['self']): Promise<OwnThings> {
  const { store } = ports;
  const accounts = new Set([self, ...(await machineUsersOf(ports, slackId))]);
  const organizations = await store.organizations();
  return {
    self,
    requests: await store.requestsOf(self, mostRequests),
    tokens: (await Promise.all([...accounts].map((id) => store.activeTokensOf(id)))).flat(),
    waiting: (await Promise.all(organizations.map(({ id }) => store.unsettledPendingTokens(id))))
      .flat()
      .filter(({ holder }) => accounts.has(holder.githubId)),
    classicTokens: await store.classicTokensOf(self),
  };
}
