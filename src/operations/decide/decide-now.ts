import { type Change, noChange, together } from '../../domain/change.ts';
import { acts, isApproval, type PersonAct } from '../../domain/decisions/acts.ts';
import { asLeftBy, type Case, type CaseFacts } from '../../domain/decisions/case.ts';
import { type ClickPlace, decide } from '../../domain/decisions/decide.ts';
import { drawnWith, holderOf, organizationIdOf } from '../../domain/decisions/follows.ts';
import type { RequestNumber } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { Reviewer } from '../../domain/person.ts';
import { quotasOfApprovals } from '../../domain/quota.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { refuseIfUsedUp } from '../refuse-if-used-up.ts';
import { hintOfClick } from '../watch/leave-hint.ts';
import { loadCase } from './load-case.ts';
import { requireFreshSignIn } from './require-fresh-sign-in.ts';

/** What the click was on: a request's number or a token's id, and the revision that the button showed. */
export type Aim = {
  readonly id: string | RequestNumber;
  /** Null where the act came by a command. */
  readonly revision: number | null;
  readonly place: ClickPlace;
};

export type Decided = { readonly given: Case; readonly change: Change };

/**
 * One Decision of somebody whose authority was asked of this organization, on the rows as they are now, with all that follows from it: to be
 * committed, alone or with others. `facts`: what was asked of GitHub for it. `before`: what the same commit changes already.
 */
export async function decideNow(
  ports: Ports,
  organization: Organization,
  by: Reviewer,
  deed: PersonAct,
  { id, revision, place }: Aim,
  { facts = {}, before = noChange }: { readonly facts?: CaseFacts; readonly before?: Change } = {},
): Promise<Decided | Refusal> {
  const loaded = await loadCase(ports, deed, id);
  if (loaded === null || organizationIdOf(loaded) !== organization.id) return unknownTo({ id });
  const given = asLeftBy(before, { ...loaded, ...facts });
  const now = ports.clock.now();
  const change = decide(given, { deed, by, revision, place }, now);
  if (isRefusal(change)) return change;
  const unsigned = await requireFreshSignIn(ports, deed, by, given);
  if (unsigned !== null) return unsigned;
  const quotas = isApproval(deed.act) ? quotasOfApprovals(by.slackId, given.policy.limits, now) : [];
  const usedUp = await refuseIfUsedUp(ports, quotas);
  if (usedUp !== null) return usedUp;
  // A token may already wait for what was decided.
  const hint = acts[deed.act].isLookedFor ? hintOfClick(ports, organization.login, holderOf(given)) : noChange;
  return { given, change: { ...together(change, drawnWith(deed.act, given, change), hint), quotas } };
}

export function unknownTo({ id }: Pick<Aim, 'id'>): Refusal {
  return typeof id === 'number'
    ? refuse({ why: 'unknown_request', given: requestName(id) })
    : refuse({ why: 'unknown_message' });
}
