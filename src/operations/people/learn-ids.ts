import type { SlackUserId } from '../../domain/ids.ts';
import type { Ports } from '../../ports/ports.ts';
import { linksOnRecord } from './accounts.ts';
import { endLink } from './end-link.ts';
import { knownAsEach } from './known-as.ts';

const unhurriedMs = 20_000;

/**
 * Has Slack say who everybody is of whom we have rows, before anybody comes in: a workspace that joined an enterprise since has given its people
 * another id, and whoever comes by that one first would be a stranger to what is theirs, or a second person. `addresses` gets by which id Slack
 * is to be asked about them from now on. Throws a Fault.
 */
export async function learnIds(ports: Ports, addresses: Map<SlackUserId, SlackUserId>): Promise<void> {
  const { directory, store } = ports;
  if (!directory.isOnGrid) return;
  const ids = new Set<SlackUserId>();
  // A link says most of who somebody is, so it goes first.
  for (const rows of [await linksOnRecord(ports), await store.homes(), await store.openClaims(), await store.signIns()])
    for (const { slackId } of rows) ids.add(slackId);
  for (const { id } of await store.organizations())
    for (const { requester } of await store.openRequests(id)) ids.add(requester.slackId);
  const known = await knownAsEach(ports, [...ids], unhurriedMs, true);
  for (const { knownAs, globalId } of await store.oldSlackIds()) addresses.set(knownAs, globalId);
  for (const { slackId, login } of await linksOnRecord(ports)) {
    const other = known.get(slackId) ?? slackId;
    if (other === slackId) continue;
    // Both were linked before anybody knew: the second account would be another person's.
    ports.log.error('one person in Slack was linked twice; the second link has ended', { slackId, other, login });
    await endLink(ports, slackId, 'identity_changed');
  }
}
