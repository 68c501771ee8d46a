import type { SlackUserId } from '../../domain/ids.ts';
import type { AskedWhole } from '../../domain/policy/asked.ts';
import { onlyOwners } from '../../domain/policy/reviewers.ts';
import { type AbleOwners, admitToken } from '../../domain/tokens/quorum.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { couldDecide } from './could-decide.ts';
import { findHolder } from './find-holder.ts';

/** Which owners could decide on a token, besides its holder; null where that is not known, or one of them is enough anyway. */
export async function ownersFor(
  ports: Ports,
  governed: GovernedOrganization,
  { holder }: PendingToken | ActiveToken,
  whole: AskedWhole,
): Promise<AbleOwners> {
  if (admitToken(whole, null, governed.policy, ports.clock.now()).approvals === 1) return null;
  // Nobody is called that: whose account it is tells them apart.
  const slackId = (await findHolder(ports, holder)) ?? ('' as SlackUserId);
  const { deciders } = await couldDecide(ports, governed, onlyOwners, { requester: { ...holder, slackId }, holder });
  return deciders.get('owners') ?? null;
}
