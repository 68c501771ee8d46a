import { type Change, noChange, together } from '../../domain/change.ts';
import { demandOfSeveral } from '../../domain/decisions/follows.ts';
import type { GithubUserId, OrganizationId, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { revokedTogether } from '../../domain/tokens/together.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { slackOf } from '../people/accounts.ts';
import { authorize } from '../people/authorize.ts';
import { requireKnownSponsor } from '../people/require-impartial.ts';
import { tokensHeldBy } from '../people/tokens-of.ts';
import { decideNow } from './decide-now.ts';

export type RevokingAll = { readonly count: number };

/**
 * An owner revokes all that somebody's tokens can do in one organization. All of it is one commit, with a call to GitHub for each token: one that
 * fails, or a process that dies in the middle, leaves the others as they are. Of two owners at once the second finds none left.
 */
export async function revokeAll(
  ports: Ports,
  slackId: SlackUserId,
  { organizationId, githubId }: { readonly organizationId: OrganizationId; readonly githubId: GithubUserId },
  reason: string,
): Promise<RevokingAll | Refusal> {
  const governed = await organizationOf(ports, organizationId);
  const { organization } = governed;
  const by = await authorize(ports, slackId, organization, demandOfSeveral);
  if (isRefusal(by)) return by;
  const id = ports.ids.next();
  const deed = { act: 'revoke_token', reason, together: id } as const;
  const decided = await commitDecision(ports, async () => {
    const found = await tokensHeldBy(ports, governed, githubId);
    if (isRefusal(found)) return found;
    const objection = await requireKnownSponsor(ports, by, found.holder, false);
    if (objection !== null) return objection;
    const decided: { readonly id: string; readonly result: Change | Refusal }[] = [];
    let before: Change = noChange;
    // One token may have two grants, and its cards change once.
    for (const token of found.tokens) {
      const aim = { id: token.id, revision: null, place: 'details' } as const;
      const one = await decideNow(ports, organization, by, deed, aim, { before });
      decided.push({ id: token.id, result: isRefusal(one) ? one : one.change });
      if (!isRefusal(one)) before = together(before, one.change);
    }
    const told = { id, holder: found.holder, slackId: await slackOf(ports, githubId), by: slackId, reason };
    return revokedTogether(organizationId, told, decided, ports.clock.now());
  });
  return isRefusal(decided) ? decided : { count: decided.count };
}
