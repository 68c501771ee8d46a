import type { MessageCopy } from '../domain/change.ts';
import type { Destination } from '../domain/message.ts';
import { overForGood } from '../domain/messages/copies.ts';
import { isOverForGood } from '../domain/notices/reminder-now.ts';
import type { Ports } from '../ports/ports.ts';
import { composeExpiry } from './compose-expiry.ts';
import type { Composed } from './composer.ts';

/** A copy with what it shows now, where it stands. */
export type Drawn = { readonly copy: MessageCopy; readonly composed: Composed; readonly place: Destination };

export function isReminder(copies: readonly MessageCopy[]): boolean {
  return copies.every(({ subject }) => subject.of === 'reminders');
}

/** One message tells of several tokens: what was said of each, as of when it was sent, and what is so now where that holds no longer. */
export async function drawReminder(ports: Ports, copies: readonly MessageCopy[]): Promise<readonly Drawn[]> {
  const [first] = copies;
  if (first === undefined || first.reader === null) return [];
  const told = copies.flatMap((copy) =>
    copy.subject.of === 'reminders' && copy.subject.notice !== undefined ? [{ copy, id: copy.subject.notice.id }] : [],
  );
  const organizationId = (await ports.store.notices(told.map(({ id }) => id)))[0]?.organizationId;
  if (organizationId === undefined) return [];
  const place = { to: 'person', slackId: first.reader, organizationId } as const;
  const noticeIds = told.map(({ id }) => id);
  const composed = await composeExpiry(ports, noticeIds, place, Math.round(Number(first.ts) * 1_000));
  if (composed === null) return [];
  const { content } = composed;
  return told.flatMap(({ copy, id }) => {
    const one = content.tokens.find(({ noticeId }) => noticeId === id);
    if (one === undefined) return [];
    const isOver = one.so !== undefined && isOverForGood(one.so);
    return [{ copy, composed: { content, shownVersion: isOver ? overForGood : one.token.version }, place }];
  });
}
