import type { Call } from '../../domain/tokens/sighting.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { concludeToken } from '../watch/conclude-token.ts';
import { lookUpForCall } from '../watch/look-up.ts';

/**
 * Carries out the revocation of an ActiveToken on GitHub. Authority is asked again just before; whatever GitHub answers, its list decides
 * what became of it. Throws a Fault where it has to be tried again.
 */
export async function carryOutRevocation(ports: Ports, id: string): Promise<void> {
  const token = await ports.store.activeToken(id);
  if (token === null || token.status !== 'revoking' || token.revocation === null) return;
  const governed = await organizationOf(ports, token.organizationId);
  const { login } = governed.organization;
  const isStillToDo = async (): Promise<boolean> => (await ports.store.activeToken(id))?.status === 'revoking';
  const call: Call = { of: 'revoke', id, answer: null };

  await concludeToken(ports, governed, token, await lookUpForCall(ports, login, token.tokenId, call));
  if (!(await isStillToDo())) return;

  const answer = await ports.github.revokeToken(login, token.patId);
  const after = await lookUpForCall(ports, login, token.tokenId, { ...call, answer });
  await concludeToken(ports, governed, token, after);
  if (!(await isStillToDo())) return;
  throw new Fault('github', 'revocation_not_applied', {
    isRetryable: true,
    retryAfterSeconds: answer.outcome === 'unknown' ? answer.retryAfterSeconds : null,
  });
}
