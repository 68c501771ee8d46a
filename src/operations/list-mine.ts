import type { SlackUserId } from '../domain/ids.ts';
import type { ActiveToken } from '../domain/observed-token.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { TokenRequest } from '../domain/token-request.ts';
import type { Ports } from '../ports/ports.ts';
import { recognise } from './authorize.ts';
import { zoneOf } from './plan-notices.ts';

export type Mine = {
  readonly requests: readonly TokenRequest[];
  readonly tokens: readonly ActiveToken[];
  readonly zone: string;
};

const shownRequests = 20;

/** A person's own requests and tokens, from our rows alone. */
export async function listMine(ports: Ports, slackId: SlackUserId): Promise<Mine | Refusal> {
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  const organization = ports.policy().organizations[0]?.login ?? '';
  if (!ports.policy().people.has(slackId)) return refuse({ why: 'not_linked', slackId, organization });
  const person = await ports.store.personBySlackId(slackId);
  if (person === null) return { requests: [], tokens: [], zone: await zoneOf(ports, slackId) };
  return {
    requests: await ports.store.requestsOf(person.githubId, shownRequests),
    tokens: await ports.store.activeTokensOf(person.githubId),
    zone: await zoneOf(ports, slackId),
  };
}
