import type { Destination } from '../domain/message.ts';
import type { DueNotice } from '../domain/notices/due-notice.ts';
import { openRenewal } from '../domain/tokens/renewable.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { findHolder, isMachineUser, zoneOf } from '../operations/people/find-holder.ts';
import type { Ports } from '../ports/ports.ts';
import type { Composed } from './composer.ts';

/** Whether a notice of the same end that fell due later has been claimed as well. */
async function isSucceeded(
  ports: Ports,
  { id, activeTokenId, expiresAt, dueAt }: DueNotice,
  now: number,
): Promise<boolean> {
  const others = await ports.store.noticesOf(activeTokenId);
  return others.some(
    (other) =>
      other.id !== id &&
      other.expiresAt === expiresAt &&
      other.status === 'claimed' &&
      other.dueAt > dueAt &&
      other.dueAt <= now,
  );
}

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
      // The expiry moved or the token went after the notice was claimed: what it would say is no longer true.
      if (token === null || token.scope.expiresAt !== expiresAt) return [];
      if (token.status === 'gone' || token.status === 'revoked') return [];
      // A reminder that waited: that the token has ended is told by a notice of its own, and a later reminder says what this one would.
      if (threshold !== 'expired' && (expiresAt <= now || (await isSucceeded(ports, notice, now)))) return [];
      const request = token.requestNumber === null ? null : await ports.store.request(token.requestNumber);
      const isSponsored = await isMachineUser(ports, token.holder);
      // Nobody renews what is over by its reminder, and the channel has no such button.
      const mayRenew = threshold !== 'expired' && to?.to === 'person';
      const renewal = mayRenew ? openRenewal(await ports.store.renewalsOf(token.organizationId, token.tokenId)) : null;
      return [{ token, threshold, expiresAt, request, isSponsored, renewal }];
    }),
  );
  const shown = tokens.flat().sort((one, other) => one.expiresAt - other.expiresAt);
  if (shown.length === 0) return null;
  const slackId = to?.to === 'person' ? to.slackId : null;
  const holder = await findHolder(ports, first.holder);
  const audience =
    slackId === null
      ? 'reviewers'
      : slackId !== holder
        ? 'warned'
        : shown.every(({ isSponsored }) => isSponsored)
          ? 'sponsor'
          : 'holder';
  return {
    content: {
      kind: 'expiry',
      organization: organization.login,
      zone: await zoneOf(ports, slackId),
      tokens: shown,
      audience,
      isHolderLinked: holder !== null,
    },
    shownVersion: 0,
  };
}
