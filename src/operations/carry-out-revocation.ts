import { type ActiveTokenAct, advanceActiveToken } from '../domain/advance-active-token.ts';
import { noChange } from '../domain/change.ts';
import type { ActiveToken, Revocation } from '../domain/observed-token.ts';
import { excess } from '../domain/scope.ts';
import { Fault } from '../ports/fault.ts';
import type { ListedActiveToken } from '../ports/github.ts';
import type { Ports } from '../ports/ports.ts';
import { mayStillDecide } from './authorize.ts';
import { commitDecision } from './commit-decision.ts';
import { type GovernedOrganization, organizationOf } from './find-organization.ts';
import { scopeOfActiveToken } from './record-active-token.ts';
import { tokenContext } from './token-context.ts';

/**
 * Carries out the revocation of an ActiveToken on GitHub. Authority is asked again just before; whatever GitHub answers, its list decides
 * what became of it. Throws a Fault where it has to be tried again.
 */
export async function carryOutRevocation(ports: Ports, id: string): Promise<void> {
  const token = await ports.store.activeToken(id);
  if (token === null || token.status !== 'revoking' || token.revocation === null) return;
  const governed = await organizationOf(ports, token.organizationId);
  const listed = await find(ports, governed, token);
  // An earlier try whose answer was lost, or somebody else was faster: nothing is sent again.
  if (listed === undefined) return step(ports, id, { act: 'observe_revoked' });
  const objection = await objectionTo(ports, governed, token, token.revocation, listed);
  if (objection !== null) return step(ports, id, { act: 'refuse_revoking', why: objection });
  const still = await ports.store.activeToken(id);
  if (still?.status !== 'revoking') return;
  const answer = await ports.github.revokeToken(governed.organization.login, token.patId);
  if ((await find(ports, governed, token)) === undefined) return step(ports, id, { act: 'observe_revoked' });
  const retryAfterSeconds = answer.outcome === 'unknown' ? answer.retryAfterSeconds : null;
  // Still listed: a refusal is final, anything else is tried again.
  if (answer.outcome === 'unknown' && answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    if (retryAfterSeconds === null) return step(ports, id, { act: 'refuse_revoking', why: 'github_refused' });
  }
  throw new Fault('github', 'revocation_not_applied', { isRetryable: true, retryAfterSeconds });
}

async function find(
  ports: Ports,
  { organization }: GovernedOrganization,
  token: ActiveToken,
): Promise<ListedActiveToken | undefined> {
  const listed = await ports.github.activeTokens(organization.login, [token.tokenId]);
  return listed.find(
    ({ patId, accessGrantedAt }) => patId === token.patId && accessGrantedAt === token.accessGrantedAt,
  );
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
  return isWithin ? 'within_again' : null;
}

async function step(ports: Ports, id: string, act: ActiveTokenAct): Promise<void> {
  await commitDecision(ports, async () => {
    const current = await ports.store.activeToken(id);
    if (current === null) return { change: noChange };
    const context = await tokenContext(ports, current);
    return { change: advanceActiveToken(current, act, ports.clock.now(), context) ?? noChange };
  });
}
