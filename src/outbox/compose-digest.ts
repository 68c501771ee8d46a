import type { Destination, Message } from '../domain/message.ts';
import { wholeTrail } from '../domain/record/trail-question.ts';
import { leftIn, type NamedRow, nobodyLeft, type WhoLeft, withLeft } from '../domain/record/who-left.ts';
import { isQuiet, noNumbers, waitingNow, weeklyNumbers } from '../domain/tokens/weekly-numbers.ts';
import { organizationOf } from '../operations/find-organization.ts';
import type { DigestContent } from '../ports/message-content.ts';
import type { Ports } from '../ports/ports.ts';
import type { Composed } from './composer.ts';

type Digest = Extract<Message, { kind: 'digest' }>;

/** The week in numbers, as the rows are now; null where there is nothing to say. */
export async function composeDigest(ports: Ports, message: Digest, to: Destination | null): Promise<Composed | null> {
  if (to === null) return null;
  const { organization } = await organizationOf(ports, to.organizationId);
  const now = ports.clock.now();
  let tokens = noNumbers;
  for await (const page of ports.store.livingActiveTokens(organization.id)) tokens = weeklyNumbers(page, now, tokens);
  const { store } = ports;
  const content: DigestContent = {
    kind: 'digest',
    organization: organization.login,
    tokens,
    ...waitingNow(await store.openRequests(organization.id), await store.unsettledPendingTokens(organization.id)),
    left: await leftBetween(ports, organization.id, message),
  };
  return isQuiet(content) ? null : { content, shownVersion: 0 };
}

/** What the trail tells of leaving: tokens that GitHub no longer shows, and people whose requests ended with their membership. */
async function leftBetween(
  ports: Ports,
  organizationId: Destination['organizationId'],
  { since, until }: Digest,
): Promise<DigestContent['left']> {
  let sum = nobodyLeft;
  for await (const page of ports.store.trail({ ...wholeTrail, since, until })) {
    for (const left of page.flatMap((entry) => leftIn(entry) ?? [])) {
      sum = withLeft(sum, left, await rowOf(ports, left), organizationId);
    }
  }
  return { people: [...sum.people].toSorted(), tokens: sum.tokens };
}

async function rowOf({ store }: Ports, left: WhoLeft): Promise<NamedRow> {
  const request = left.is === 'requester' ? await store.request(left.number) : null;
  const token = left.is === 'token' ? await store.activeToken(left.id) : null;
  if (request !== null) return { organizationId: request.organizationId, login: request.requester.login };
  return token === null ? null : { organizationId: token.organizationId, login: token.holder.login };
}
