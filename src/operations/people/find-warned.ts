import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import { type GithubAccount, type HolderInSlack, isReachable } from '../../domain/person.ts';
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
  const holder = await reachableHolder(ports, token.organizationId, token.holder, besides);
  return holder ?? namedBesides(ports, token, besides);
}

/** The holder, or who stands for a machine user: in Slack, and in the organization still. */
async function reachableHolder(
  ports: Ports,
  id: OrganizationId,
  account: GithubAccount,
  besides: SlackUserId | null = null,
): Promise<HolderInSlack> {
  return ifReachable(ports, id, await findHolder(ports, account), besides);
}

/** Whoever was found to be the holder, where they can be reached. */
export async function ifReachable(
  ports: Ports,
  id: OrganizationId,
  holder: HolderInSlack,
  besides: SlackUserId | null = null,
): Promise<HolderInSlack> {
  if (holder === null || holder === besides || !(await isReachableNow(ports, holder))) return null;
  const { organization } = await organizationOf(ports, id);
  const own = await accountOf(ports, holder);
  // Who has left can renew nothing any more. Where GitHub does not say, they are told.
  const hasLeft = own !== null && (await isMemberNow(ports, organization, own)) === false;
  return hasLeft ? null : holder;
}

/** Whom the request names besides, where they can be reached. */
export async function namedBesides(
  ports: Ports,
  { requestNumber }: Pick<ActiveToken, 'requestNumber'>,
  besides: SlackUserId | null = null,
): Promise<HolderInSlack> {
  const request = requestNumber === null ? null : await ports.store.request(requestNumber);
  const other = request?.alsoWarn ?? null;
  return other !== null && other !== besides && (await isReachableNow(ports, other)) ? other : null;
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
