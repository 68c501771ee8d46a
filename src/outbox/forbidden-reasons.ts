import type { Instant } from '../domain/ids.ts';
import { admit } from '../domain/policy/admit.ts';
import type { OrganizationPolicy } from '../domain/policy/policy.ts';
import type { Reason } from '../domain/policy/reason.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import { tokenAsAsked } from '../domain/tokens/as-asked.ts';
import type { ActiveToken, PendingToken } from '../domain/tokens/token.ts';

export const isOwnerBy = (role: 'owner' | 'member' | 'unknown'): boolean | null =>
  role === 'unknown' ? null : role === 'owner';

/** What the policy has against a token that exists. Teams and topics are asked about at the click alone: a card is drawn without them. */
export function forbiddenReasons(
  token: PendingToken | ActiveToken,
  request: TokenRequest | null,
  isOwner: boolean | null,
  policy: OrganizationPolicy,
  now: Instant,
): readonly Reason[] {
  const whole = tokenAsAsked(token, request, isOwner);
  return admit(whole.scope, policy, now, whole).reasons;
}
