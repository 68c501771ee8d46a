import type { OrganizationId, RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { recognise } from '../people/authorize.ts';

export type Mine = {
  readonly requests: readonly TokenRequest[];
  readonly tokens: readonly ActiveToken[];
  /** Logins by id. */
  readonly organizations: ReadonlyMap<OrganizationId, string>;
  /** The newest token of each fulfilled request, in whatever state. */
  readonly tokenByRequest: ReadonlyMap<RequestNumber, ActiveToken>;
};

const shownRequests = 20;

/** A person's own requests and tokens, from our rows alone. */
export async function listMine(ports: Ports, slackId: SlackUserId): Promise<Mine | Refusal> {
  const stranger = await recognise(ports, slackId);
  if (stranger !== null) return stranger;
  const organization = ports.policy().organizations[0]?.login ?? '';
  if (!ports.policy().people.has(slackId)) return refuse({ why: 'not_linked', slackId, organization });
  const person = await ports.store.personBySlackId(slackId);
  if (person === null) return { requests: [], tokens: [], organizations: new Map(), tokenByRequest: new Map() };
  const requests = await ports.store.requestsOf(person.githubId, shownRequests);
  const organizations = new Map<OrganizationId, string>();
  const tokenByRequest = new Map<RequestNumber, ActiveToken>();
  for (const { organizationId, number, status } of requests) {
    const token = status === 'fulfilled' ? await ports.store.activeTokenOfRequest(number) : null;
    if (token !== null) tokenByRequest.set(number, token);
    const found = await ports.store.organizationById(organizationId);
    if (found !== null) organizations.set(organizationId, found.login);
  }
  return { requests, tokens: await ports.store.activeTokensOf(person.githubId), organizations, tokenByRequest };
}
