import { decide } from '../../domain/decisions/decide.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { authorize } from '../people/authorize.ts';
import { loadCase } from './load-case.ts';

/** `id`: of an active token's row. What it does may let nothing in: of several, nobody could have seen all. */
export type OneOfSeveral = {
  readonly id: string;
  readonly deed: { readonly act: 'revoke_token' | 'keep_token'; readonly reason: string };
};

/** `refusal`: why it was not decided; null where it was. */
export type SeveralActed = OneOfSeveral & { readonly refusal: Refusal | null };

/**
 * An owner's Decisions on several tokens. Their authority is asked once, and again before GitHub is called for each. Each is a commit of its own:
 * what fails in the middle leaves what was decided before it, and whoever sends the form again is told which those are.
 */
export async function actOnSeveral(
  ports: Ports,
  slackId: SlackUserId,
  organization: Organization,
  several: readonly OneOfSeveral[],
): Promise<readonly SeveralActed[] | Refusal> {
  const by = await authorize(ports, slackId, organization, { who: 'reviewer', self: null, of: 'token' });
  if (isRefusal(by)) return by;
  const acted: SeveralActed[] = [];
  for (const one of several) {
    const decided = await commitDecision(ports, async () => {
      const given = await loadCase(ports, one.deed, one.id);
      if (given?.on !== 'active_token' || given.token.organizationId !== organization.id) {
        return refuse({ why: 'unknown_message' });
      }
      const change = decide(given, { deed: one.deed, by, revision: null, place: 'details' }, ports.clock.now());
      return isRefusal(change) ? change : { change };
    });
    acted.push({ ...one, refusal: isRefusal(decided) ? decided : null });
  }
  return acted;
}
