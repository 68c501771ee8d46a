import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import { type ReachFacts, reachedAs, type Whom } from '../../domain/notices/reach.ts';
import { type HolderInSlack, isReachable } from '../../domain/person.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { accountOf } from './accounts.ts';
import { isMemberNow } from './authorize.ts';
import { findHolder } from './find-holder.ts';

/**
 * Who hears that a token ends: its holder or their sponsor; where they can't be reached, whom the request names besides; null where only
 * the reviewers are left. `besides`: somebody who could not be written to after all.
 */
export async function findWarned(
  ports: Ports,
  token: Pick<ActiveToken, 'organizationId' | 'holder' | 'requestNumber'>,
  besides: SlackUserId | null = null,
): Promise<HolderInSlack> {
  const holder = await findHolder(ports, token.holder);
  return (await ifReachable(ports, token.organizationId, holder, besides)) ?? namedBesides(ports, token, besides);
}

/** Whoever was found to be the holder, where they can be reached. */
export function ifReachable(
  ports: Ports,
  id: OrganizationId,
  slackId: HolderInSlack,
  besides: SlackUserId | null = null,
): Promise<HolderInSlack> {
  return reached(ports, id, { slackId, as: 'holder', besides });
}

/** Whom the request names besides, where they can be reached. */
export async function namedBesides(
  ports: Ports,
  { requestNumber, organizationId }: Pick<ActiveToken, 'organizationId' | 'requestNumber'>,
  besides: SlackUserId | null = null,
): Promise<HolderInSlack> {
  const request = requestNumber === null ? null : await ports.store.request(requestNumber);
  return reached(ports, organizationId, { slackId: request?.alsoWarn ?? null, as: 'named', besides });
}

/** The rule of `reachedAs`. */
async function reached(ports: Ports, id: OrganizationId, whom: Whom): Promise<HolderInSlack> {
  const ask = {
    isReachable: (of: SlackUserId) => isReachableNow(ports, of),
    isMember: (of: SlackUserId) => isMemberIn(ports, id, of),
  };
  let facts: ReachFacts = {};
  for (;;) {
    const found = reachedAs(whom, facts);
    if (found === null || typeof found === 'string') return found;
    facts = { ...facts, [found.ask]: await ask[found.ask](found.of) };
  }
}

async function isMemberIn(ports: Ports, id: OrganizationId, slackId: SlackUserId): Promise<boolean | null> {
  const { organization } = await organizationOf(ports, id);
  const own = await accountOf(ports, slackId);
  return own === null ? null : isMemberNow(ports, organization, own);
}

/** Where Slack does not say, it is tried. */
export async function isReachableNow(ports: Ports, slackId: SlackUserId): Promise<boolean> {
  try {
    return isReachable(await ports.directory.person(slackId, 5_000));
  } catch (error) {
    if (error instanceof Fault) return true;
    throw error;
  }
}
