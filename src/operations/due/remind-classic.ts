import { noChange } from '../../domain/change.ts';
import { type Reminded, remindOfRequest, remindOfToken } from '../../domain/classic/remind-of-end.ts';
import { dayMs, type OrganizationId, type RequestNumber } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { findHolder, zoneOf } from '../people/find-holder.ts';

/** So far ahead is looked: a policy's reminders begin a year before at most. */
const aheadMs = 367 * dayMs;

/** Reminds of classic tokens that end (`domain/classic/remind-of-end.ts`). */
export async function remindClassic(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const until = ports.clock.now() + aheadMs;
  for (const { number } of await ports.store.requestsEnding(until)) await remindByRequest(ports, number);
  for (const { id } of await ports.store.classicTokensEnding(until)) await remindByToken(ports, id);
}

async function remindByRequest(ports: Ports, number: RequestNumber): Promise<void> {
  await commitDecision(ports, async () => {
    const now = ports.clock.now();
    const request = await ports.store.request(number);
    if (request === null) return { change: noChange };
    // Where GitHub shows the token itself, that is what is reminded of.
    if ((await ports.store.classicTokenOfRequest(number)) !== null) return { change: noChange };
    const change = remindOfRequest(request, await remindedOf(ports, request), now);
    return isRefusal(change) ? change : { change };
  });
}

async function remindByToken(ports: Ports, id: string): Promise<void> {
  await commitDecision(ports, async () => {
    const now = ports.clock.now();
    const token = await ports.store.classicToken(id);
    if (token === null) return { change: noChange };
    const change = remindOfToken(token, await remindedOf(ports, token), now);
    return isRefusal(change) ? change : { change };
  });
}

async function remindedOf(
  ports: Ports,
  { organizationId, holder }: { readonly organizationId: OrganizationId; readonly holder: GithubAccount },
): Promise<Reminded> {
  const { policy } = await organizationOf(ports, organizationId);
  const slackId = await findHolder(ports, holder);
  return { slackId, zone: await zoneOf(ports, slackId), reminderDays: policy.reminderDays };
}
