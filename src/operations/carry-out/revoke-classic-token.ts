import { noChange } from '../../domain/change.ts';
import { advanceClassicToken } from '../../domain/classic/advance-classic-token.ts';
import type { ClassicToken } from '../../domain/classic/classic-token.ts';
import type { GithubUserId } from '../../domain/ids.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { refusedWith, retryAfter } from '../../domain/tokens/github-answer.ts';
import { objectionToRevoker } from '../../domain/tokens/revoker.ts';
import type { Revocation } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';
import { mayStillDecide } from '../people/authorize.ts';
import { findHolder } from '../people/find-holder.ts';
import { isListed, miss } from '../watch/watch-classic.ts';

/**
 * Ends a classic token's access to the organization. GitHub's list is read before and after the call: what it says is what became of it.
 * Throws a Fault where it has to be tried again.
 */
export async function carryOutClassicRevocation(ports: Ports, id: string): Promise<void> {
  const token = await ports.store.classicToken(id);
  if (token === null || token.status !== 'revoking' || token.revocation === null) return;
  const governed = await organizationOf(ports, token.organizationId);
  const { login } = governed.organization;
  const github = ports.github.for('decision');
  // An earlier call whose answer was lost may have worked.
  if (!(await isListed(github, login, token))) return miss(ports, id);
  const objection = await askRevoker(ports, governed, token.revocation);
  if (objection !== null) return abandon(ports, id, objection);
  const answer = await github.revokeClassicToken(login, token.credentialId);
  if (!(await isListed(github, login, token))) return miss(ports, id);
  if (refusedWith(answer) !== null) return abandon(ports, id, 'github_refused');
  throw new Fault('github', 'revocation_not_applied', {
    isRetryable: true,
    retryAfterSeconds: retryAfter(answer),
  });
}

/** Asked right before the call (`domain/tokens/revoker.ts`). */
async function askRevoker(
  ports: Ports,
  { organization, policy }: GovernedOrganization,
  revocation: Revocation,
): Promise<NonNullable<Revocation['refused']> | null> {
  const stillOwners = new Map<GithubUserId, boolean>();
  for (;;) {
    const objection = objectionToRevoker(revocation, policy.mode, stillOwners);
    if (objection === null || typeof objection === 'string') return objection;
    const { person } = objection;
    stillOwners.set(person.githubId, await mayStillDecide(ports, organization, person));
  }
}

async function abandon(ports: Ports, id: ClassicToken['id'], why: NonNullable<Revocation['refused']>): Promise<void> {
  const token = await ports.store.classicToken(id);
  if (token === null) return;
  const slackId = await findHolder(ports, token.holder);
  const done = await commitDecision(ports, async () => {
    const row = await ports.store.classicToken(id);
    if (row?.status !== 'revoking') return { change: noChange };
    const change = advanceClassicToken(row, { act: 'abandon_revoking', why }, ports.clock.now(), slackId);
    return isRefusal(change) ? change : { change };
  });
  if (isRefusal(done)) throw new Fault('store', 'busy', { isRetryable: true });
}
