import { atLocalHour, localDay } from '../domain/calendar.ts';
import type { Change, Effect, Entry, Organization, Write } from '../domain/change.ts';
import type { DueNotice } from '../domain/due-notice.ts';
import { latestUseful } from '../domain/expiry.ts';
import { dayMs, type Instant, type OrganizationId, type SlackUserId } from '../domain/ids.ts';
import type { Ports } from '../ports/ports.ts';
import { holderInSlack } from './holder-in-slack.ts';
import { wasListedSince } from './was-listed-since.ts';

const morning = 9;

type Addressed = { readonly notice: DueNotice; readonly slackId: SlackUserId | null };

function claim(notice: DueNotice, status: 'claimed' | 'superseded'): Write {
  return {
    table: 'due_notices',
    was: notice.version,
    row: { ...notice, status, version: notice.version + 1 },
  };
}

/** One message for these notices: of several of one token the latest useful one is sent, the others are superseded. */
function message(
  notices: readonly DueNotice[],
  organizationId: OrganizationId,
  slackId: SlackUserId | null,
  now: Instant,
): Change {
  const { send, superseded } = latestUseful(notices, now);
  const noticeIds = send.map(({ id }) => id);
  const effects: Effect[] =
    send.length === 0
      ? []
      : [
          {
            kind: 'post',
            key: `expiry:${noticeIds.toSorted().join('+')}`,
            // Nobody to write to: the reviewers are told in the channel.
            to: slackId === null ? { to: 'reviewers', organizationId } : { to: 'person', slackId, organizationId },
            message: { kind: 'expiry', noticeIds },
          },
        ];
  const entries: Entry[] = send.map((notice) => ({
    at: now,
    actor: 'countersign',
    act: 'notice.send',
    subject: `active_token:${notice.activeTokenId}`,
    data: { threshold: notice.threshold, expiresAt: notice.expiresAt, to: slackId },
  }));
  return {
    writes: [
      ...send.map((notice) => claim(notice, 'claimed')),
      ...superseded.map((notice) => claim(notice, 'superseded')),
    ],
    entries,
    effects,
  };
}

/** That a token has ended is said only once GitHub was asked after its end. */
async function isSure(ports: Ports, { threshold, organizationId, expiresAt }: DueNotice): Promise<boolean> {
  return threshold !== 'expired' || wasListedSince(ports, organizationId, expiresAt);
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
  const now = ports.clock.now();
  const addressed: Addressed[] = [];
  const nextMorning = morningOf(now) + dayMs;
  // Those who aren't linked are told of by one message a day, which also says what falls due before the next one.
  for (const notice of await ports.store.dueNotices(now + dayMs)) {
    const slackId = await holderInSlack(ports, notice.holder);
    const isDue = notice.dueAt <= now || (slackId === null && notice.dueAt < nextMorning);
    if (isDue && (await isSure(ports, notice))) addressed.push({ notice, slackId });
  }
  const [unlinked, linked] = [
    addressed.filter(({ slackId }) => slackId === null),
    addressed.filter(({ slackId }) => slackId !== null),
  ];
  const byHolder = Map.groupBy(
    linked,
    ({ notice: { organizationId, holder } }) => `${organizationId}/${holder.githubId}`,
  );
  for (const group of byHolder.values()) {
    const first = group[0];
    if (first === undefined) continue;
    const notices = group.map(({ notice }) => notice);
    await commit(ports, message(notices, first.notice.organizationId, first.slackId, now), now);
  }
  for (const [id, group] of Map.groupBy(unlinked, ({ notice }) => notice.organizationId)) {
    const notices = group.map(({ notice }) => notice);
    await digest(ports, id, notices, now);
  }
}

function morningOf(now: Instant): Instant {
  return atLocalHour(localDay(now, 'UTC'), morning, 'UTC');
}

/** The channel's one message a day. */
async function digest(ports: Ports, id: OrganizationId, notices: readonly DueNotice[], now: Instant): Promise<void> {
  const organization = await ports.store.organizationById(id);
  const thisMorning = morningOf(now);
  if (organization === null || now < thisMorning) return;
  if (organization.digestedAt !== null && organization.digestedAt >= thisMorning) return;
  const row: Organization = { ...organization, version: organization.version + 1, digestedAt: now };
  const change = message(notices, id, null, now);
  if (change.writes.length === 0) return;
  const write = { table: 'organizations', was: organization.version, row } as const;
  await commit(ports, { ...change, writes: [write, ...change.writes] }, now);
}
