import type { Destination } from '../domain/message.ts';
import { audienceOf } from '../domain/notices/address-notice.ts';
import { noticeMatters } from '../domain/still-matters.ts';
import { openRenewal } from '../domain/tokens/renewable.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { findHolder, isMachineUser, zoneOf } from '../operations/people/find-holder.ts';
import type { Ports } from '../ports/ports.ts';
import type { Composed } from './composer.ts';

/** Reminders and endings that are told in one message; null where none of it is true any more. */
export async function composeExpiry(
  ports: Ports,
  noticeIds: readonly string[],
  to: Destination | null,
): Promise<Composed | null> {
  const notices = await ports.store.notices(noticeIds);
  const first = notices[0];
  if (first === undefined) return null;
  const { organization } = await organizationOf(ports, first.organizationId);
  const now = ports.clock.now();
  const tokens = await Promise.all(
    notices.map(async (notice) => {
      const { activeTokenId, threshold, expiresAt } = notice;
      const token = await ports.store.activeToken(activeTokenId);
      if (!noticeMatters(notice, token, await ports.store.noticesOf(activeTokenId), now)) return [];
      const request = token.requestNumber === null ? null : await ports.store.request(token.requestNumber);
      const isSponsored = await isMachineUser(ports, token.holder);
      // Nobody renews what is over by its reminder, and the channel has no such button.
      const mayRenew = threshold !== 'expired' && to?.to === 'person';
      const renewal = mayRenew
        ? openRenewal(token, await ports.store.renewalsOf(token.organizationId, token.tokenId))
        : null;
      return [{ token, threshold, expiresAt, request, isSponsored, renewal }];
    }),
  );
  const shown = tokens.flat().sort((one, other) => one.expiresAt - other.expiresAt);
  if (shown.length === 0) return null;
  const slackId = to?.to === 'person' ? to.slackId : null;
  const holder = await findHolder(ports, first.holder);
  return {
    content: {
      kind: 'expiry',
      organization: organization.login,
      zone: await zoneOf(ports, slackId),
      tokens: shown,
      audience: audienceOf(
        slackId,
        holder,
        shown.every(({ isSponsored }) => isSponsored),
      ),
      isHolderLinked: holder !== null,
    },
    shownVersion: 0,
  };
}
