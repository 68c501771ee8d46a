import type { Message } from '../domain/message.ts';
import { isInFirstList } from '../domain/record-listing.ts';
import { summarise } from '../domain/tokens/baseline.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { listVersion } from '../operations/subject-now.ts';
import { type Composed, type Composer, observedBy } from './composer.ts';

/** What an organization's first complete listing showed. */
export async function composeOrganization(
  composer: Composer,
  { kind, organizationId }: Extract<Message, { kind: 'baseline' | 'pending_token_list' }>,
): Promise<Composed | null> {
  const { ports } = composer;
  const { organization, policy } = await organizationOf(ports, organizationId);
  const observed = observedBy(composer, policy, 'waiting');
  const waiting = (await ports.store.unsettledPendingTokens(organizationId))
    .filter(isInFirstList)
    .sort((one, other) => one.patRequestId - other.patRequestId);
  const { login } = organization;
  if (kind === 'pending_token_list') {
    return { content: { kind, ...observed, organization: login, tokens: waiting }, shownVersion: listVersion };
  }
  const now = ports.clock.now();
  let found = summarise([], now);
  for await (const page of ports.store.livingActiveTokens(organizationId)) {
    found = summarise(
      page.filter(({ isBaseline }) => isBaseline),
      now,
      found,
    );
  }
  return {
    content: { kind, ...observed, organization: login, organizationId, found, waiting: waiting.length },
    shownVersion: listVersion,
  };
}
