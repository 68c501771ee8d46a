import type { MessageCopy } from '../domain/change.ts';
import { dayMs, type OrganizationId } from '../domain/ids.ts';
import { unusedForOwners } from '../operations/decide/review-unused.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { isMachineUser } from '../operations/people/find-holder.ts';
import type { Ports } from '../ports/ports.ts';
import type { Composed } from './composer.ts';

/** What its holder is asked about a token that nobody uses. `own`: where it stands; null where it is about to be posted. */
export async function composeUnusedToken(ports: Ports, id: string, own: MessageCopy | null): Promise<Composed | null> {
  const token = await ports.store.activeToken(id);
  if (token === null) return null;
  const { organization, policy } = await organizationOf(ports, token.organizationId);
  const isAskedAgain = own !== null && (token.unused?.askedAt ?? 0) > Number(own.ts) * 1_000;
  return {
    content: {
      kind: 'unused_token',
      organization: organization.login,
      token,
      isSponsored: await isMachineUser(ports, token.holder),
      answerBy: (token.unused?.askedAt ?? 0) + policy.unused.answerDays * dayMs,
      isObserved: policy.mode === 'observe',
      ...(isAskedAgain && { isAskedAgain }),
    },
    shownVersion: token.version,
  };
}

/** All that the owners are asked about, as it is now. */
export async function composeUnusedReview(
  ports: Ports,
  organizationId: OrganizationId,
  shownVersion: number,
): Promise<Composed> {
  const { organization, policy } = await organizationOf(ports, organizationId);
  return {
    content: {
      kind: 'unused_review',
      organization: organization.login,
      organizationId,
      tokens: await unusedForOwners(ports, organizationId),
      isObserved: policy.mode === 'observe',
    },
    shownVersion,
  };
}
