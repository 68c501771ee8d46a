import { demandOfSeveral } from '../../domain/decisions/follows.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { authorize } from '../people/authorize.ts';
import { decideNow } from './decide-now.ts';

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
  const by = await authorize(ports, slackId, organization, demandOfSeveral);
  if (isRefusal(by)) return by;
  const acted: SeveralActed[] = [];
  for (const one of several) {
    const aim = { id: one.id, revision: null, place: 'details' } as const;
    const decided = await commitDecision(ports, () => decideNow(ports, organization, by, one.deed, aim));
    acted.push({ ...one, refusal: isRefusal(decided) ? decided : null });
  }
  return acted;
}
