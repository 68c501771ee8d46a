import { type Change, noChange } from '../domain/change.ts';
import type { AppHome } from '../domain/homes/app-home.ts';
import type { SlackUserId } from '../domain/ids.ts';
import { Fault } from '../ports/fault.ts';
import { composeHome } from './compose-home.ts';
import { isOfAddressee, type Performer } from './post-messages.ts';

/**
 * Publishes a person's Home from the rows as they are now. Slack's `hash` is not sent: all of a person's are published in one lane, one
 * after the other, so there is no other writer that one could be compared with.
 */
export async function publishHome(performer: Performer, slackId: SlackUserId): Promise<Change> {
  const { ports, messenger } = performer;
  const home = await ports.store.home(slackId);
  if (home === null || !home.isPublished) return noChange;
  const composed = await composeHome(performer, home);
  if (composed === null) return kept(home, { ...home, isPublished: false });
  try {
    await messenger.publishHome(slackId, composed.content, composed.language);
  } catch (error) {
    if (!(error instanceof Fault) || !isOfAddressee(error)) throw error;
    // Slack has nobody there any more. Whoever opens it again is published to again.
    ports.log.info('a Home has nobody to see it any more', { user: slackId, code: error.code });
    return kept(home, { ...home, isPublished: false });
  }
  return kept(home, composed.home);
}

function kept(before: AppHome, after: AppHome): Change {
  if (JSON.stringify(before) === JSON.stringify(after)) return noChange;
  const row = { ...after, version: before.version + 1 };
  return { ...noChange, writes: [{ table: 'homes', was: before.version, row }] };
}
