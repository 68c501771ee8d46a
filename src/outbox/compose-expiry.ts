import type { Instant } from '../domain/ids.ts';
import type { Destination } from '../domain/message.ts';
import type { DueNotice } from '../domain/notices/due-notice.ts';
import { grantNow, reminderNow } from '../domain/notices/reminder-now.ts';
import { openRenewal } from '../domain/tokens/renewable.ts';
import { organizationOf } from '../operations/find-organization.ts';
import { findHolder, isMachineUser, zoneOf } from '../operations/people/find-holder.ts';
import { findSuccessor } from '../operations/watch/find-successor.ts';
import type { MessageContent } from '../ports/message-content.ts';
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

type Expiry = Extract<MessageContent, { kind: 'expiry' }>;
type Told = Expiry['tokens'][number];

/** What a notice says that is to be sent; null where that is not so any more. */
async function asDue(ports: Ports, notice: DueNotice): Promise<Pick<Told, 'token'> | null> {
  const { activeTokenId, threshold, expiresAt } = notice;
  const now = ports.clock.now();
  const token = await ports.store.activeToken(activeTokenId);
  // The expiry moved or the token went after the notice was claimed: what it would say is no longer true.
  if (token === null || token.scope.expiresAt !== expiresAt) return null;
  if (token.status === 'gone' || token.status === 'revoked') return null;
  // A reminder that waited: that the token has ended is told by a notice of its own, and a later reminder says what this one would.
  if (threshold !== 'expired' && (expiresAt <= now || (await isSucceeded(ports, notice, now)))) return null;
  return { token };
}

/** What was said, of the grant that the token has now, and what is so now. */
async function asTold(ports: Ports, notice: DueNotice): Promise<Pick<Told, 'token' | 'so'> | null> {
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
      // Nobody renews what is over by its reminder, and the channel has no such button.
      const mayRenew = threshold !== 'expired' && to?.to === 'person';
      const renewal = mayRenew
        ? openRenewal(token, await ports.store.renewalsOf(token.organizationId, token.tokenId))
        : null;
      return [{ ...found, threshold, expiresAt, request, isSponsored, renewal, noticeId: notice.id }];
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
      ...(saidAt === null ? {} : { saidAt }),
    },
    shownVersion: 0,
  };
}
