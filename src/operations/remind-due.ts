import type { Change, Effect, Entry, Write } from '../domain/change.ts';
import type { DueNotice } from '../domain/due-notice.ts';
import { latestUseful } from '../domain/expiry.ts';
import type { Ports } from '../ports/ports.ts';
import { holderInSlack } from './holder-in-slack.ts';
import { wasListedSince } from './was-listed-since.ts';

function groupByHolder(notices: readonly DueNotice[]): readonly (readonly DueNotice[])[] {
  const groups = Map.groupBy(notices, ({ organizationId, holder }) => `${organizationId}/${holder.githubId}`);
  return [...groups.values()];
}

function claim(notice: DueNotice, status: 'claimed' | 'superseded'): Write {
  return {
    table: 'due_notices',
    was: notice.version,
    row: { ...notice, status, version: notice.version + 1 },
  };
}

/**
 * Sends what is due: all of one holder's notices in one message, claimed in one commit, so that neither a second tick nor a crash
 * sends one twice. After downtime only the latest useful one of a token is sent. Due rows decide, not the clock's tick.
 */
export async function remindDue(ports: Ports): Promise<void> {
  const now = ports.clock.now();
  const due: DueNotice[] = [];
  for (const notice of await ports.store.dueNotices(now)) {
    // That a token has ended is said only once GitHub was asked after its end.
    const isSure =
      notice.threshold !== 'expired' || (await wasListedSince(ports, notice.organizationId, notice.expiresAt));
    if (isSure) due.push(notice);
  }
  for (const notices of groupByHolder(due)) {
    const { send, superseded } = latestUseful(notices, now);
    const first = send[0];
    const effects: Effect[] = [];
    const entries: Entry[] = [];
    if (first !== undefined) {
      const { organizationId, holder } = first;
      const slackId = await holderInSlack(ports, holder);
      effects.push({
        kind: 'post',
        key: `expiry:${send
          .map(({ id }) => id)
          .sort()
          .join('+')}`,
        // Nobody to write to: the reviewers are told in the channel.
        to: slackId === null ? { to: 'reviewers', organizationId } : { to: 'person', slackId, organizationId },
        message: { kind: 'expiry', noticeIds: send.map(({ id }) => id) },
      });
      entries.push(
        ...send.map((notice) => ({
          at: now,
          actor: 'countersign',
          act: 'notice.send',
          subject: `active_token:${notice.activeTokenId}`,
          data: { threshold: notice.threshold, expiresAt: notice.expiresAt, to: slackId },
        })),
      );
    }
    const change: Change = {
      writes: [
        ...send.map((notice) => claim(notice, 'claimed')),
        ...superseded.map((notice) => claim(notice, 'superseded')),
      ],
      entries,
      effects,
    };
    // `stale`: another tick was faster; what is still due is found again.
    if ((await ports.store.commit(change, now)) === 'done') ports.wake.outbox();
  }
}
