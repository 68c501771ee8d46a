import type { SlackUserId } from '../../domain/ids.ts';
import { objectionToAll } from '../../domain/people/owned.ts';
import type { TrailEntry } from '../../domain/record/trail-line.ts';
import type { TrailQuestion } from '../../domain/record/trail-question.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { ownedOrganizations } from '../people/owned-organizations.ts';

/**
 * The entries that answer a question, for a file. The trail is one for all organizations, so whoever reads it has to own each of them. That
 * it was read is an entry itself, which comes first and names nobody who was asked about.
 */
export async function exportTrail(
  ports: Ports,
  slackId: SlackUserId,
  question: TrailQuestion,
): Promise<{ readonly pages: AsyncIterable<readonly TrailEntry[]> } | Refusal> {
  const objection = objectionToAll(await ownedOrganizations(ports, slackId, null), ports.policy());
  if (objection !== null) return objection;
  const at = ports.clock.now();
  const { person, token, since, until } = question;
  const data = { isOnePerson: person !== null, isOneToken: token !== null, since, until };
  const entry = { at, actor: `slack:${slackId}`, act: 'audit.export', subject: 'audit', data };
  await ports.store.commit({ writes: [], entries: [entry], effects: [] }, at);
  return { pages: ports.store.trail(question) };
}
