import type { SlackUserId } from '../../domain/ids.ts';
import type { HolderInSlack } from '../../domain/tokens/advance-pending-token.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { findHolder } from './find-holder.ts';

/**
 * Who hears that a token ends: its holder or their sponsor; where they can't be reached, whom the request names besides; null where only
 * the reviewers are left. `besides`: somebody who could not be written to after all.
 */
export async function findWarned(
  ports: Ports,
  token: Pick<ActiveToken, 'holder' | 'requestNumber'>,
  besides: SlackUserId | null = null,
): Promise<HolderInSlack> {
  const holder = await findHolder(ports, token.holder);
  if (holder !== null && holder !== besides && (await isReachable(ports, holder))) return holder;
  const request = token.requestNumber === null ? null : await ports.store.request(token.requestNumber);
  const other = request?.alsoWarn ?? null;
  return other !== null && other !== besides && (await isReachable(ports, other)) ? other : null;
}

/** Nobody reads what a deactivated account gets. Where Slack does not say, it is tried. */
async function isReachable(ports: Ports, slackId: SlackUserId): Promise<boolean> {
  try {
    const person = await ports.directory.person(slackId, 5_000);
    return person !== null && !person.isDeactivated && !person.isStranger && !person.isBot;
  } catch (error) {
    if (error instanceof Fault) return true;
    throw error;
  }
}
