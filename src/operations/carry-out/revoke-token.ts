import { noChange, together } from '../../domain/change.ts';
import { excess } from '../../domain/scope/scope.ts';
import { type ActiveTokenAct, advanceActiveToken } from '../../domain/tokens/advance-active-token.ts';
import type { ActiveToken, Revocation } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { ListedActiveToken } from '../../ports/github.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';
import { mayStillDecide } from '../people/authorize.ts';
import { attachAgreement } from '../watch/attach-agreement.ts';
import { tokenContext } from '../watch/load-token-context.ts';
import { scopeOfActiveToken } from '../watch/record-active-token.ts';

/**
 * Carries out the revocation of an ActiveToken on GitHub. Authority is asked again just before; whatever GitHub answers, its list decides
 * what became of it. Throws a Fault where it has to be tried again.
 */
export async function carryOutRevocation(ports: Ports, id: string): Promise<void> {
  const token = await ports.store.activeToken(id);
  if (token === null || token.status !== 'revoking' || token.revocation === null) return;
  const governed = await organizationOf(ports, token.organizationId);
  const grants = await ports.github.activeTokens(governed.organization.login, [token.tokenId]);
  const listed = grants.find(
    ({ patId, accessGrantedAt }) => patId === token.patId && accessGrantedAt === token.accessGrantedAt,
  );
  const anew = grants.find(({ tokenId }) => tokenId === token.tokenId);
  // Let in anew meanwhile: it has not ended.
  if (listed === undefined && anew !== undefined) return handOver(ports, token, anew);
  // An earlier try whose answer was lost, or somebody else was faster: nothing is sent again.
  if (listed === undefined) return step(ports, id, { act: 'observe_revoked' });
  const objection = await objectionTo(ports, governed, token, token.revocation, listed);
  if (objection !== null) return refuse(ports, token, objection);
  const still = await ports.store.activeToken(id);
  if (still?.status !== 'revoking') return;
  const answer = await ports.github.revokeToken(governed.organization.login, token.patId);
  const after = await ports.github.activeTokens(governed.organization.login, [token.tokenId]);
  if (!after.some(({ tokenId }) => tokenId === token.tokenId)) return step(ports, id, { act: 'observe_revoked' });
  const retryAfterSeconds = answer.outcome === 'unknown' ? answer.retryAfterSeconds : null;
  // Still listed: a refusal is final, anything else is tried again.
  if (answer.outcome === 'unknown' && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    if (retryAfterSeconds === null) return refuse(ports, token, 'github_refused');
  }
  throw new Fault('github', 'revocation_not_applied', { isRetryable: true, retryAfterSeconds });
}

/** The revocation goes on with the grant of now; the policy's does not, since that grant has an Agreement of its own. */
async function handOver(ports: Ports, token: ActiveToken, anew: ListedActiveToken): Promise<void> {
  const row = await ports.store.activeTokenByGrant(token.organizationId, anew.patId, anew.accessGrantedAt);
  if (row === null) {
    ports.wake.reconcile();
    throw new Fault('github', 'let_in_anew', { isRetryable: true });
  }
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const old = await ports.store.activeToken(token.id);
    const current = await ports.store.activeToken(row.id);
    if (old?.status !== 'revoking' || old.revocation === null || current === null) return { change: noChange };
    const ended = advanceActiveToken(old, { act: 'supersede' }, at, await tokenContext(ports, old)) ?? noChange;
    if (old.revocation.as === 'policy') return { change: ended };
    const begun =
      advanceActiveToken(
        current,
        { act: 'start_revoking', revocation: old.revocation },
        at,
        await tokenContext(ports, current),
      ) ?? noChange;
    return { change: together(ended, begun) };
  });
}

/** A reviewer must still be one; what the policy revokes must still go past its Agreement. The holder's own will needs nothing. */
async function objectionTo(
  ports: Ports,
  governed: GovernedOrganization,
  token: ActiveToken,
  { by, as }: Revocation,
  listed: ListedActiveToken,
): Promise<NonNullable<Revocation['refused']> | null> {
  if (as === 'reviewer') {
    const mayDecide = by !== null && (await mayStillDecide(ports, governed.organization, by));
    return mayDecide ? null : 'not_an_owner';
  }
  if (as === 'holder') return null;
  const scope = await scopeOfActiveToken(ports, governed.organization.login, listed);
  const isWithin =
    token.agreement !== null && excess(token.agreement, { ...scope, createdAt: token.scope.createdAt }).length === 0;
  if (isWithin) return 'within_again';
  // A reviewer has agreed to it meanwhile: the next pass attaches that.
  const approved = (await ports.store.openRequests(token.organizationId)).filter(({ status }) => status === 'approved');
  const asFlagged: ActiveToken = { ...token, status: 'exceeding' };
  return (await attachAgreement(ports, governed, asFlagged, scope, approved)) === null ? null : 'within_again';
}

function refuse(
  ports: Ports,
  { id, excess: over }: ActiveToken,
  why: NonNullable<Revocation['refused']>,
): Promise<void> {
  const act = over.length > 0 && why !== 'within_again' ? 'stay_exceeding' : 'refuse_revoking';
  return step(ports, id, { act, why });
}

async function step(ports: Ports, id: string, act: ActiveTokenAct): Promise<void> {
  await commitDecision(ports, async () => {
    const current = await ports.store.activeToken(id);
    if (current === null) return { change: noChange };
    const context = await tokenContext(ports, current);
    return { change: advanceActiveToken(current, act, ports.clock.now(), context) ?? noChange };
  });
}
