import type { OrganizationId, SlackUserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { ReviewAnswers } from '../../domain/requests/review-form.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import { isLeftToOwners, riskiestTokensFirst } from '../../domain/tokens/use-question.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { actOnSeveral, type OneOfSeveral, type SeveralActed } from './act-on-several.ts';

/** Those that the owners are asked about, the riskiest first. */
export async function unusedForOwners(
  { store }: Pick<Ports, 'store'>,
  organizationId: OrganizationId,
): Promise<readonly ActiveToken[]> {
  const tokens: ActiveToken[] = [];
  for await (const page of store.livingActiveTokens(organizationId)) tokens.push(...page.filter(isLeftToOwners));
  return riskiestTokensFirst(tokens, (token) => token);
}

/** What an owner answered about them. */
export async function reviewUnused(
  ports: Ports,
  slackId: SlackUserId,
  organizationId: OrganizationId,
  { keep, keepReason, revoke, reason }: ReviewAnswers,
): Promise<readonly SeveralActed[] | Refusal> {
  const { organization } = await organizationOf(ports, organizationId);
  const kept = keep.map((id): OneOfSeveral => ({ id, deed: { act: 'keep_token', reason: keepReason ?? '' } }));
  const revoked = revoke.map((id): OneOfSeveral => ({ id, deed: { act: 'revoke_token', reason: reason ?? '' } }));
  return actOnSeveral(ports, slackId, organization, [...kept, ...revoked]);
}
