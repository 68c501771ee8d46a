// What is planned and not sent yet, in the hours of the zone where its reader lives by now.
import type { Write } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { DueNotice } from './due-notice.ts';
import { noticeTimes } from './expiry.ts';

/** A morning that has passed there already is told at once: late is better than never. What is due already stays so. */
export function moveNotices(known: readonly DueNotice[], zone: string, now: Instant): readonly Write[] {
  return known.flatMap((notice): Write[] => {
    const { threshold, expiresAt, dueAt, status, version } = notice;
    if (status !== 'planned' || dueAt <= now || threshold === 'expired') return [];
    // The day itself is told there on its weekend, where its Friday has passed; of the others one that is late stands for all.
    const from = threshold === 0 ? now : Number.NEGATIVE_INFINITY;
    const there = noticeTimes({ expiresAt, zone, reminderDays: [threshold], from, owesEnd: false });
    const moved = there.find((time) => time.threshold === threshold)?.dueAt;
    if (moved === undefined || moved === dueAt) return [];
    const row: DueNotice = { ...notice, version: version + 1, dueAt: Math.max(moved, now) };
    return [{ table: 'due_notices', was: version, row }];
  });
}
