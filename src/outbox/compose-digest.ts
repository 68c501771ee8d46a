import type { Destination, Message } from '../domain/message.ts';
import { wholeTrail } from '../domain/record/trail-question.ts';
import { leftIn } from '../domain/record/who-left.ts';
import { noNumbers, weeklyNumbers } from '../domain/tokens/weekly-numbers.ts';
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
  const requests = (await ports.store.openRequests(organization.id)).filter(({ status }) => status === 'pending');
  const held = (await ports.store.unsettledPendingTokens(organization.id)).filter(({ status }) => status === 'held');
  const waiting = [...requests.map(({ createdAt }) => createdAt), ...held.map(({ firstSeenAt }) => firstSeenAt)];
  const content: DigestContent = {
    kind: 'digest',
    organization: organization.login,
    tokens,
    requests: requests.length,
    held: held.length,
    waitingSince: waiting.length === 0 ? null : Math.min(...waiting),
    left: await leftBetween(ports, organization.id, message),
  };
  return isQuiet(content) ? null : { content, shownVersion: 0 };
}

function isQuiet({ tokens, requests, held, left }: DigestContent): boolean {
  const counts = [tokens.expiring, tokens.exceeding, tokens.neverUsed, requests, held, left.tokens, left.people.length];
  return counts.every((count) => count === 0);
}

/** What the trail tells of leaving: tokens that GitHub no longer shows, and people whose requests ended with their membership. */
async function leftBetween(
  ports: Ports,
  organizationId: Destination['organizationId'],
  { since, until }: Digest,
): Promise<DigestContent['left']> {
  const people = new Set<string>();
  let tokens = 0;
  for await (const page of ports.store.trail({ ...wholeTrail, since, until })) {
    for (const entry of page) {
      const left = leftIn(entry);
      if (left?.is === 'person' && left.organizationId === organizationId) people.add(left.login);
      if (left?.is === 'requester') {
        const request = await ports.store.request(left.number);
        if (request?.organizationId === organizationId) people.add(request.requester.login);
      }
      if (left?.is === 'token' && (await ports.store.activeToken(left.id))?.organizationId === organizationId)
        tokens += 1;
    }
  }
  return { people: [...people].toSorted(), tokens };
}
