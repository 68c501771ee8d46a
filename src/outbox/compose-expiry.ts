import type { Instant } from '../domain/ids.ts';
import type { Destination } from '../domain/message.ts';
import { audienceOf } from '../domain/notices/address-notice.ts';
import type { DueNotice } from '../domain/notices/due-notice.ts';
import { dueNow, grantNow, offersRenewal, reminderNow, type ToldEnd } from '../domain/notices/reminder-now.ts';
import { openRenewal } from '../domain/tokens/renewable.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { findHolder, isMachineUser, zoneOf } from '../operations/people/find-holder.ts';
import { findFollower } from '../operations/watch/find-follower.ts';
import { findSuccessor } from '../operations/watch/find-successor.ts';
import type { MessageContent } from '../ports/message-content.ts';
import type { Ports } from '../ports/ports.ts';
import type { Composed } from './composer.ts';

type Expiry = Extract<MessageContent, { kind: 'expiry' }>;
type Told = Expiry['tokens'][number];

async function asDue(ports: Ports, notice: DueNotice): Promise<ToldEnd | null> {
  const token = await ports.store.activeToken(notice.activeTokenId);
  const all = await ports.store.noticesOf(notice.activeTokenId);
  return dueNow(notice, token, all, token === null ? null : await findSuccessor(ports, token), ports.clock.now());
}

/** What was said, of the grant that the token has now, and what is so now. */
async function asTold(ports: Ports, notice: DueNotice): Promise<ToldEnd | null> {
  const { store } = ports;
  const own = await store.activeToken(notice.activeTokenId);
  if (own === null) return null;
  const token = grantNow(await store.activeTokensOfToken(own.organizationId, own.tokenId)) ?? own;
  const successor = (await findSuccessor(ports, token))?.requestNumber ?? null;
  return { token, so: reminderNow(notice, token, await store.noticesOf(notice.activeTokenId), successor) };
}

/** Reminders and endings that are told in one message, or were at `saidAt`; null where none of it is true any more. */
export async function composeExpiry(
  ports: Ports,
  noticeIds: readonly string[],
  to: Destination | null,
  saidAt: Instant | null = null,
): Promise<(Composed & { readonly content: Expiry }) | null> {
  const notices = await ports.store.notices(noticeIds);
  const first = notices[0];
  if (first === undefined) return null;
  const { organization } = await organizationOf(ports, first.organizationId);
  const tokens = await Promise.all(
    notices.map(async (notice): Promise<readonly Told[]> => {
      const { threshold, expiresAt } = notice;
      const found = await (saidAt === null ? asDue(ports, notice) : asTold(ports, notice));
      if (found === null) return [];
      const { token } = found;
      const request = token.requestNumber === null ? null : await ports.store.request(token.requestNumber);
      const isSponsored = await isMachineUser(ports, token.holder);
      const renewal = offersRenewal(notice, to)
        ? openRenewal(token, await ports.store.renewalsOf(token.organizationId, token.tokenId))
        : null;
      const followedBy = threshold === 'expired' && request !== null ? await findFollower(ports, request, token) : null;
      return [{ ...found, threshold, expiresAt, request, isSponsored, renewal, followedBy, noticeId: notice.id }];
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
      ...(saidAt === null ? {} : { saidAt }),
    },
    shownVersion: 0,
  };
}
