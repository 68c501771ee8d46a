// What is sent of the reminders that are due, once it is known to whom each goes. One person's are one message, claimed with it in one Change,
// so that neither a second tick nor a crash sends one twice. Nobody to write to: the reviewers are told in the channel.
import { type Change, type Effect, noChange, type Write } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import type { Organization } from '../organization.ts';
import { effectKey, post } from '../step.ts';
import { isToldOn, toldInDigest } from './channel-digest.ts';
import { type DueNotice, noticesPerMessage } from './due-notice.ts';
import { latestUseful } from './expiry.ts';

export type Addressed = {
  readonly notice: DueNotice;
  /** Null: nobody is left but the reviewers. */
  readonly slackId: SlackUserId | null;
  /** It goes to somebody who isn't the holder, for want of a way to them. */
  readonly isInstead: boolean;
};

/** One person's messages are written in their order. */
export type ToldPerson = { readonly person: string; readonly change: Change };

function end(notice: DueNotice, status: 'claimed' | 'superseded'): Write {
  const row: DueNotice = { ...notice, status, version: notice.version + 1 };
  return { table: 'due_notices', was: notice.version, row, only: ['status'] };
}

/** It is worth no word any more. */
export function supersede(notices: readonly DueNotice[]): Change {
  return { ...noChange, writes: notices.map((notice) => end(notice, 'superseded')) };
}

/** Of several notices of one token the latest useful one; as many in a message as it can name. */
function messagesOf(
  notices: readonly DueNotice[],
  organizationId: Organization['id'],
  slackId: SlackUserId | null,
  now: Instant,
): readonly Change[] {
  const { send, superseded } = latestUseful(notices, now);
  const changes: Change[] = superseded.length === 0 ? [] : [supersede(superseded)];
  for (let from = 0; from < send.length; from += noticesPerMessage) {
    const named = send.slice(from, from + noticesPerMessage);
    const noticeIds = named.map(({ id }) => id);
    const told: readonly Effect[] = post(organizationId, slackId ?? 'reviewers', effectKey.notices(noticeIds), {
      kind: 'expiry',
      noticeIds,
    });
    changes.push({
      writes: named.map((notice) => end(notice, 'claimed')),
      entries: named.map(({ activeTokenId, threshold, expiresAt }) => ({
        at: now,
        actor: 'countersign',
        act: 'notice.send',
        subject: `active_token:${activeTokenId}`,
        data: { threshold, expiresAt, to: slackId },
      })),
      effects: told,
    });
  }
  return changes;
}

/** Of whoever can be written to. What the channel is to be told of the others is `tellChannel`'s. */
export function tellPeople(due: readonly Addressed[], now: Instant): readonly ToldPerson[] {
  const reached = due.flatMap(({ notice, slackId, isInstead }) => {
    if (slackId === null) return [];
    // A sponsor's own and their machine users' are one message; what they are told for somebody else says why, and is another.
    return [{ notice, slackId, person: `${notice.organizationId}/${slackId}/${isInstead}` }];
  });
  return [...Map.groupBy(reached, ({ person }) => person)].flatMap(([person, theirs]) => {
    const notices = theirs.map(({ notice }) => notice);
    return theirs
      .slice(0, 1)
      .flatMap(({ notice: { organizationId }, slackId }) =>
        messagesOf(notices, organizationId, slackId, now).map((change) => ({ person, change })),
      );
  });
}

/**
 * The channel's one message a day; another one only of what would end before the next. `noted`, that this day's was sent, is written after it: after
 * a crash between the two the rest of the day may bring one more message, never none.
 */
export function tellChannel(
  notices: readonly DueNotice[],
  organization: Organization,
  now: Instant,
): { readonly told: readonly Change[]; readonly noted: Change } {
  const { id, version } = organization;
  const told = messagesOf(toldInDigest(notices, organization, now), id, null, now);
  if (isToldOn(organization, now) || !told.some(({ effects }) => effects.length > 0)) return { told, noted: noChange };
  const row: Organization = { ...organization, version: version + 1, digestedAt: now };
  return { told, noted: { ...noChange, writes: [{ table: 'organizations', was: version, row }] } };
}
