import type { Quorum } from '../../domain/policy/admit.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { admitToken, quorumOf } from '../../domain/tokens/quorum.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import { tokenForRules } from '../../domain/tokens/token-for-rules.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { ownersFor } from './owners-for.ts';

/** How many have to approve a token, as it is shown: what only a click asks of teams and topics may make it more. */
export async function quorumOn(
  ports: Ports,
  governed: GovernedOrganization,
  token: PendingToken | ActiveToken,
  request: TokenRequest | null,
  isOwner: boolean | null,
): Promise<Quorum> {
  const whole = tokenForRules(token, request, isOwner);
  const owners = await ownersFor(ports, governed, token, whole);
  return quorumOf(admitToken(whole, owners, governed.policy, ports.clock.now()));
}
