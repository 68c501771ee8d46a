import { type Change, noChange, together } from '../../domain/change.ts';
import { decide } from '../../domain/decisions/decide.ts';
import { onlyObserved } from '../../domain/decisions/only-observed.ts';
import type { GithubUserId, OrganizationId, SlackUserId } from '../../domain/ids.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { post } from '../../domain/step.ts';
import { activeTokenAlready } from '../../domain/tokens/advance-active-token.ts';
import { afterIts } from '../../domain/tokens/outdate-cards.ts';
import { entryOf, togetherKey } from '../../domain/tokens/together.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { slackOf } from '../people/accounts.ts';
import { authorize } from '../people/authorize.ts';
import { requireKnownSponsor } from '../people/require-impartial.ts';
import { tokensOfHolder } from '../people/tokens-of.ts';
import { loadCase } from './load-case.ts';

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
  const { organization, policy } = governed;
  const by = await authorize(ports, slackId, organization, { who: 'self_or_reviewer', self: null, of: 'token' });
  if (isRefusal(by)) return by;
  const observed = onlyObserved('revoke_token', policy);
  if (observed !== null) return observed;
  const id = ports.ids.next();
  const decided = await commitDecision(ports, async () => {
    const found = await tokensOfHolder(ports, slackId, governed, githubId);
    if (isRefusal(found)) return found;
    const objection = await requireKnownSponsor(ports, by, found.holder, false);
    if (objection !== null) return objection;
    const revoked: { readonly id: string; readonly change: Change }[] = [];
    for (const token of found.tokens) {
      const before = together(...revoked.map((one) => one.change));
      const change = await revocationOf(ports, token.id, by, { reason, id, before });
      if (change !== null) revoked.push({ id: token.id, change });
    }
    const [first] = found.tokens;
    if (revoked.length === 0 && first !== undefined) return activeTokenAlready(first);
    const at = ports.clock.now();
    const told = {
      ...({ of: 'revoked', holder: found.holder, slackId: await slackOf(ports, githubId) } as const),
      ...{ by: slackId, tokens: revoked.map((one) => one.id), reason },
    };
    const message = { kind: 'revoked_together', id, organizationId } as const;
    const change = together(...revoked.map((one) => one.change), {
      ...noChange,
      entries: [entryOf(organizationId, id, told, at)],
      effects: post(organizationId, 'reviewers', togetherKey(organizationId, id), message),
    });
    return { change, count: revoked.length };
  });
  return isRefusal(decided) ? decided : { count: decided.count };
}

/** Null where it is being revoked already, or has ended. */
async function revocationOf(
  ports: Ports,
  tokenId: string,
  by: LinkedPerson,
  { reason, id, before }: { readonly reason: string; readonly id: string; readonly before: Change },
): Promise<Change | null> {
  const deed = { act: 'revoke_token', reason, together: id } as const;
  const given = await loadCase(ports, deed, tokenId);
  if (given?.on !== 'active_token') return null;
  // One token may have two grants, and its cards change once.
  const asLeft = { ...given, dossier: afterIts(given.dossier, before) };
  const change = decide(asLeft, { deed, by, revision: null, place: 'details' }, ports.clock.now());
  return isRefusal(change) ? null : change;
}
