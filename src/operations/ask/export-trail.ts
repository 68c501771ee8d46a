import type { SlackUserId } from '../../domain/ids.ts';
import type { TrailEntry } from '../../domain/record/trail-line.ts';
import type { TrailQuestion } from '../../domain/record/trail-question.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
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
  const owned = await ownedOrganizations(ports, slackId, null);
  const organizations = ports.policy().organizations.map(({ login }) => login);
  if (isRefusal(owned)) {
    const isNone = owned.why === 'only_owners_browse';
    return isNone
      ? refuse({ why: 'no_owner_of_all', login: owned.login, organizations, missing: organizations })
      : owned;
  }
  const [unchecked] = owned.unchecked;
  if (unchecked !== undefined) return refuse({ why: 'owner_not_checked', organization: unchecked });
  const theirs = new Set(owned.organizations.map(({ login }) => login.toLowerCase()));
  const missing = organizations.filter((login) => !theirs.has(login.toLowerCase()));
  if (missing.length > 0) return refuse({ why: 'no_owner_of_all', login: owned.login, organizations, missing });
  const at = ports.clock.now();
  const { person, token, since, until } = question;
  const data = { isOnePerson: person !== null, isOneToken: token !== null, since, until };
  const entry = { at, actor: `slack:${slackId}`, act: 'audit.export', subject: 'audit', data };
  await ports.store.commit({ writes: [], entries: [entry], effects: [] }, at);
  return { pages: ports.store.trail(question) };
}
