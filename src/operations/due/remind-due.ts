import { type Change, type Entry, together } from '../../domain/change.ts';
import { dayMs, type Instant, type OrganizationId, type SlackUserId } from '../../domain/ids.ts';
import { isToldOn, morningOf, toldInDigest } from '../../domain/notices/channel-digest.ts';
import { type DueNotice, noticesPerMessage } from '../../domain/notices/due-notice.ts';
import { latestUseful } from '../../domain/notices/expiry.ts';
import type { Organization } from '../../domain/organization.ts';
import { effectKey } from '../../domain/step.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { sideBySide } from '../side-by-side.ts';
import { type Addressed, addressedOf, claim, type FindReached, reachOnce } from './address-notices.ts';

/** So many notices at most are claimed by one commit: nobody else writes meanwhile, some milliseconds. */
const mostClaimed = 1_000;

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

async function commit(ports: Ports, change: Change, now: Instant): Promise<'done' | 'stale'> {
  const end = await ports.store.commit(change, now);
  // `stale`: another tick was faster; what is still due is found again.
  if (end === 'done') ports.wake.outbox();
  return end;
}

type Told = { readonly holder: string; readonly change: Change };

/**
 * Several holders' messages in one commit. Where somebody was faster with one of them, or one of them is a bug, each holder's are committed by
 * themselves: nobody goes unwarned for another one's row. Answers the bugs.
 */
async function commitTogether(ports: Ports, all: readonly Told[], now: Instant): Promise<readonly unknown[]> {
  const bugs: unknown[] = [];
  for (const group of groupsOf(all)) {
    if (await isDoneTogether(ports, group, now)) continue;
    await sideBySide(
      [...Map.groupBy(group, ({ holder }) => holder)].map(([key, theirs]) => ({
        key,
        mayBeBeside: true,
        work: async () => {
          try {
            for (const { change } of theirs) await commit(ports, change, now);
          } catch (error) {
            if (error instanceof Fault) throw error;
            bugs.push(error);
          }
        },
      })),
    );
  }
  return bugs;
}

async function isDoneTogether(ports: Ports, group: readonly Told[], now: Instant): Promise<boolean> {
  try {
    return (await commit(ports, together(...group.map(({ change }) => change)), now)) === 'done';
  } catch (error) {
    if (error instanceof Fault) throw error;
    return false;
  }
}

/** In their order, each as large as one commit may be. */
function* groupsOf(all: readonly Told[]): Iterable<readonly Told[]> {
  let group: Told[] = [];
  let claimed = 0;
  for (const one of all) {
    const { length } = one.change.writes;
    if (group.length > 0 && claimed + length > mostClaimed) {
      yield group;
      group = [];
      claimed = 0;
    }
    group.push(one);
    claimed += length;
  }
  if (group.length > 0) yield group;
}

/**
 * Sends what is due: all of one holder's notices in one message, claimed in one commit, so that neither a second tick nor a crash
 * sends one twice. After downtime only the latest useful one of a token is sent. Due rows decide, not the clock's tick.
 */
export async function remindDue(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  const reach = reachOnce(ports);
  const due = await addressedOf(ports, await ports.store.dueNotices(now), reach);
  const linked = due.filter(({ slackId }) => slackId !== null);
  const byHolder = Map.groupBy(
    linked,
    // A sponsor's own and their machine users' are one message; what they are told for somebody else says why, and is another.
    ({ notice: { organizationId }, slackId, isInstead }) => `${organizationId}/${slackId}/${isInstead}`,
  );
  const told = [...byHolder].flatMap(([holder, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const notices = group.map(({ notice }) => notice);
    const changes = messagesOf(notices, first.notice.organizationId, first.slackId, now);
    return changes.map((change) => ({ holder, change }));
  });
  const bugs = await commitTogether(ports, told, now);
  await remindUnlinked(ports, due, reach, now);
  if (bugs.length > 0) throw bugs[0];
}

/** Those who aren't linked are told of by one message a day, which also says what falls due before the next one. */
async function remindUnlinked(
  ports: Ports,
  due: readonly Addressed[],
  reach: FindReached,
  now: Instant,
): Promise<void> {
  if (now < morningOf(now)) return;
  const ahead = await addressedOf(ports, await aheadOf(ports, now, reach), reach);
  const unlinked = [...due, ...ahead].filter(({ slackId }) => slackId === null);
  for (const [id, group] of Map.groupBy(unlinked, ({ notice }) => notice.organizationId)) {
    const notices = group.map(({ notice }) => notice);
    await digest(ports, id, notices, now);
  }
}

/**
 * What falls due before tomorrow's message, as far as today's may still say it, of holders who can't be reached. Most can, and there may
 * be thousands of notices while this is asked each minute: so it is asked first whose they are.
 */
async function aheadOf({ store, clock }: Ports, now: Instant, reach: FindReached): Promise<readonly DueNotice[]> {
  const tomorrow = morningOf(now) + dayMs;
  const told = (await store.organizations()).filter((one) => isToldOn(one, now)).map(({ id }) => id);
  const ahead = { after: now, upTo: tomorrow - 1, told, endsBefore: tomorrow };
  const breathe = breather(clock);
  const unreached: Pick<DueNotice, 'organizationId' | 'holder'>[] = [];
  for (const whose of await store.holdersAhead(ahead)) {
    await breathe();
    if ((await reach(whose)).reached === null) unreached.push(whose);
  }
  if (unreached.length === 0) return [];
  const found = await store.noticesAhead(
    ahead,
    unreached.map(({ holder }) => holder),
  );
  const isUnreached = new Set(unreached.map(nameOf));
  return found.filter((notice) => isUnreached.has(nameOf(notice)));
}

/** The same account may be reached in one organization, and have left another. */
function nameOf({ organizationId, holder }: Pick<DueNotice, 'organizationId' | 'holder'>): string {
  return `${organizationId}/${holder.githubId}/${holder.login}`;
}

/** The channel's one message a day; another one only of what would end before the next. */
async function digest(ports: Ports, id: OrganizationId, notices: readonly DueNotice[], now: Instant): Promise<void> {
  const organization = await ports.store.organizationById(id);
  if (organization === null) return;
  const isToldToday = isToldOn(organization, now);
  const changes = messagesOf(toldInDigest(notices, organization, now), id, null, now);
  for (const change of changes) await commit(ports, change, now);
  if (isToldToday || !changes.some(({ effects }) => effects.length > 0)) return;
  // Told before it is noted: after a crash between the two the rest of the day may bring one more message, never none.
  const row: Organization = { ...organization, version: organization.version + 1, digestedAt: now };
  const write = { table: 'organizations', was: organization.version, row } as const;
  await commit(ports, { writes: [write], entries: [], effects: [] }, now);
}
