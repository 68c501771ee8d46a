import { atLocalHour, localDay } from '../../domain/calendar.ts';
import { type Change, type Entry, noChange, type Write } from '../../domain/change.ts';
import { dayMs, type Instant, type OrganizationId, type SlackUserId } from '../../domain/ids.ts';
import { type DueNotice, noticesPerMessage } from '../../domain/notices/due-notice.ts';
import { latestUseful } from '../../domain/notices/expiry.ts';
import type { Organization } from '../../domain/organization.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { findHolder } from '../people/find-holder.ts';
import { namedBesides, reachableHolder } from '../people/find-warned.ts';
import { sideBySide } from '../side-by-side.ts';
import { findSuccessor } from '../watch/find-successor.ts';
import { wasListedSince } from '../watch/was-listed-since.ts';

const morning = 9;
/** So many tokens are read by one statement. */
const atOnce = 100;

type Addressed = {
  readonly notice: DueNotice;
  readonly slackId: SlackUserId | null;
  /** It goes to somebody who isn't the holder, for want of a way to them. */
  readonly isInstead: boolean;
};

type Reached = { readonly slackId: SlackUserId | null; readonly reached: SlackUserId | null };

function claim(notice: DueNotice, status: 'claimed' | 'superseded'): Write {
  return {
    table: 'due_notices',
    was: notice.version,
    row: { ...notice, status, version: notice.version + 1 },
    only: ['status'],
  };
}

/** What is to be sent: of several notices of one token the latest useful one; as many in a message as it can name. */
function messagesOf(
  notices: readonly DueNotice[],
  organizationId: OrganizationId,
  slackId: SlackUserId | null,
  now: Instant,
): readonly Change[] {
  const { send, superseded } = latestUseful(notices, now);
  const first: Change = { writes: superseded.map((notice) => claim(notice, 'superseded')), entries: [], effects: [] };
  const changes: Change[] = superseded.length === 0 ? [] : [first];
  for (let from = 0; from < send.length; from += noticesPerMessage) {
    changes.push(messageOf(send.slice(from, from + noticesPerMessage), organizationId, slackId, now));
  }
  return changes;
}

function messageOf(
  send: readonly DueNotice[],
  organizationId: OrganizationId,
  slackId: SlackUserId | null,
  now: Instant,
): Change {
  const noticeIds = send.map(({ id }) => id);
  const entries: Entry[] = send.map((notice) => ({
    at: now,
    actor: 'countersign',
    act: 'notice.send',
    subject: `active_token:${notice.activeTokenId}`,
    data: { threshold: notice.threshold, expiresAt: notice.expiresAt, to: slackId },
  }));
  return {
    writes: send.map((notice) => claim(notice, 'claimed')),
    entries,
    effects: [
      {
        kind: 'post',
        key: effectKey.notices(noticeIds),
        // Nobody to write to: the reviewers are told in the channel.
        to: slackId === null ? { to: 'reviewers', organizationId } : { to: 'person', slackId, organizationId },
        message: { kind: 'expiry', noticeIds },
      },
    ],
  };
}

async function commit(ports: Ports, change: Change, now: Instant): Promise<void> {
  // `stale`: another tick was faster; what is still due is found again.
  if ((await ports.store.commit(change, now)) === 'done') ports.wake.outbox();
}

/**
 * Sends what is due: all of one holder's notices in one message, claimed in one commit, so that neither a second tick nor a crash
 * sends one twice. After downtime only the latest useful one of a token is sent. Due rows decide, not the clock's tick.
 */
export async function remindDue(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  const due = await addressedOf(ports, await ports.store.dueNotices(now));
  const linked = due.filter(({ slackId }) => slackId !== null);
  const byHolder = Map.groupBy(
    linked,
    // A sponsor's own and their machine users' are one message; what they are told for somebody else says why, and is another.
    ({ notice: { organizationId }, slackId, isInstead }) => `${organizationId}/${slackId}/${isInstead}`,
  );
  await sideBySide(
    [...byHolder].map(([key, group]) => ({
      key,
      mayBeBeside: true,
      work: async () => {
        const first = group[0];
        if (first === undefined) return;
        const notices = group.map(({ notice }) => notice);
        for (const change of messagesOf(notices, first.notice.organizationId, first.slackId, now)) {
          await commit(ports, change, now);
        }
      },
    })),
  );
  const thisMorning = morningOf(now);
  if (now < thisMorning) return;
  // Those who aren't linked are told of by one message a day, which also says what falls due before the next one.
  const ahead = await addressedOf(ports, await aheadOf(ports, now), isUnreached);
  const unlinked = [...due, ...ahead].filter(({ slackId }) => slackId === null);
  for (const [id, group] of Map.groupBy(unlinked, ({ notice }) => notice.organizationId)) {
    const notices = group.map(({ notice }) => notice);
    await digest(ports, id, notices, now);
  }
}

/** What falls due before tomorrow's message, as far as today's may still say it: there may be thousands, and this is asked each minute. */
async function aheadOf({ store }: Ports, now: Instant): Promise<readonly DueNotice[]> {
  const tomorrow = morningOf(now) + dayMs;
  const told = (await store.organizations()).filter((one) => isToldOn(one, now)).map(({ id }) => id);
  const ahead = await store.dueNotices(tomorrow - 1, now);
  return ahead.filter((notice) => !told.includes(notice.organizationId) || endsBefore(notice, tomorrow));
}

function isToldOn({ digestedAt }: Organization, now: Instant): boolean {
  return digestedAt !== null && digestedAt >= morningOf(now);
}

function endsBefore({ threshold, expiresAt }: DueNotice, at: Instant): boolean {
  return threshold !== 'expired' && expiresAt < at;
}

function isUnreached({ reached }: Reached): boolean {
  return reached === null;
}

/** To whom each goes, of those whose holder is wanted. That a token has ended is said only once GitHub was asked after its end. */
async function addressedOf(
  ports: Ports,
  notices: readonly DueNotice[],
  isWanted: (holder: Reached) => boolean = () => true,
): Promise<readonly Addressed[]> {
  const breathe = breather(ports.clock);
  const holderOf = reachedOnce(ports);
  const named = new Map<number, SlackUserId | null>();
  const addressed: Addressed[] = [];
  for (let from = 0; from < notices.length; from += atOnce) {
    const wanted: { readonly notice: DueNotice; readonly known: Reached }[] = [];
    for (const notice of notices.slice(from, from + atOnce)) {
      await breathe();
      const known = await holderOf(notice);
      if (isWanted(known)) wanted.push({ notice, known });
    }
    if (wanted.length === 0) continue;
    const found = await ports.store.activeTokensNamed(wanted.map(({ notice }) => notice.activeTokenId));
    const tokens = new Map(found.map((token) => [token.id, token]));
    const renewed = await ports.store.renewedAmong(found.map(({ tokenId }) => tokenId));
    for (const { notice, known } of wanted) {
      await breathe();
      const { threshold, organizationId, activeTokenId, expiresAt } = notice;
      const token = tokens.get(activeTokenId);
      if (token === undefined) continue;
      // Of two that are one to whoever uses them, only the new one's end is worth a word before it comes.
      const mayBeReplaced = threshold !== 'expired' && renewed.has(token.tokenId);
      if (mayBeReplaced && (await findSuccessor(ports, token)) !== null) {
        await ports.store.commit({ ...noChange, writes: [claim(notice, 'superseded')] }, ports.clock.now());
        continue;
      }
      const asked = token.requestNumber ?? 0;
      const other = known.reached === null ? (named.get(asked) ?? (await namedBesides(ports, token))) : null;
      if (known.reached === null) named.set(asked, other);
      const slackId = known.reached ?? other;
      const isSure = threshold !== 'expired' || (await wasListedSince(ports, organizationId, activeTokenId, expiresAt));
      if (isSure) addressed.push({ notice, slackId, isInstead: slackId !== known.slackId });
    }
  }
  return addressed;
}

/** Each holder is looked for once. */
function reachedOnce(ports: Ports): (notice: DueNotice) => Promise<Reached> {
  const holders = new Map<string, Reached>();
  return async ({ organizationId, holder }) => {
    const account = `${organizationId}/${holder.githubId}/${holder.login}`;
    const known = holders.get(account) ?? {
      slackId: await findHolder(ports, holder),
      reached: await reachableHolder(ports, organizationId, holder),
    };
    holders.set(account, known);
    return known;
  };
}

function morningOf(now: Instant): Instant {
  return atLocalHour(localDay(now, 'UTC'), morning, 'UTC');
}

/** The channel's one message a day; another one only of what would end before the next. */
async function digest(ports: Ports, id: OrganizationId, notices: readonly DueNotice[], now: Instant): Promise<void> {
  const organization = await ports.store.organizationById(id);
  const thisMorning = morningOf(now);
  if (organization === null || now < thisMorning) return;
  const isToldToday = isToldOn(organization, now);
  const due = isToldToday ? notices.filter((notice) => endsBefore(notice, thisMorning + dayMs)) : notices;
  const changes = messagesOf(due, id, null, now);
  for (const change of changes) await commit(ports, change, now);
  if (isToldToday || !changes.some(({ effects }) => effects.length > 0)) return;
  // Told before it is noted: after a crash between the two the rest of the day may bring one more message, never none.
  const row: Organization = { ...organization, version: organization.version + 1, digestedAt: now };
  const write = { table: 'organizations', was: organization.version, row } as const;
  await commit(ports, { writes: [write], entries: [], effects: [] }, now);
}
