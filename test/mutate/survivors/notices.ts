import { isForTheTypes } from './reasons.ts';
import type { Survivor } from './survivor.ts';

export const inNotices: readonly Survivor[] = [
  {
    file: 'src/domain/notices/asked-now.ts',
    line: "const days = expiresAt === null ? null : daysBetween(agreedEnd(token) ?? expiresAt, expiresAt, 'UTC');",
    text: "'UTC'",
    becomes: '""',
    because: 'a zone that this machine does not know is UTC',
  },
  {
    file: 'src/domain/notices/asked-now.ts',
    line: "const news = message.kind === 'active_token_news' ? message.news : null;",
    text: "message.kind === 'active_token_news'",
    becomes: 'true',
    because: 'an owner’s reminder has no news, which is none of them',
  },
  {
    file: 'src/domain/notices/deadline.ts',
    line: 'const isAway = upSince === null || listedAt === null || now - listedAt >= outageMs;',
    text: 'listedAt === null',
    becomes: 'false',
    because: 'null is reckoned with as 1970, and a last listing in that year is an outage too',
  },
  {
    file: 'src/domain/notices/plan-notices.ts',
    line: 'if (expiresAt === null) return [];',
    text: 'expiresAt === null',
    becomes: 'false',
    because: 'a token that never expires has no times for a notice either',
  },
  {
    file: 'src/domain/notices/move-notices.ts',
    line: 'const there = noticeTimes({ expiresAt, zone, reminderDays: [threshold], from, owesEnd: false });',
    text: 'false',
    becomes: 'true',
    because: 'a reminder is looked for, and never the end itself',
  },
  {
    file: 'src/domain/notices/move-notices.ts',
    line: 'const moved = there.find((time) => time.threshold === threshold)?.dueAt;',
    text: 'time.threshold === threshold',
    becomes: 'true',
    because: 'nothing else comes before the reminder that is asked for',
  },
  {
    file: 'src/domain/notices/move-notices.ts',
    line: 'const moved = there.find((time) => time.threshold === threshold)?.dueAt;',
    text: 'there.find((time) => time.threshold === threshold)?.dueAt',
    becomes: 'there.find(time => time.threshold === threshold).dueAt',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/notices/move-notices.ts',
    line: 'if (moved === undefined || moved === dueAt) return [];',
    text: 'moved === undefined',
    becomes: 'false',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/notices/replan-notices.ts',
    line: "return status === 'planned' && typeof threshold === 'number' && threshold > 0 && !reminderDays.includes(threshold);",
    text: "typeof threshold === 'number'",
    becomes: 'true',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/notices/weekly.ts',
    line: "return weekdays[dayOfWeek(day)] ?? 'sunday';",
    text: "'sunday'",
    becomes: '""',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/notices/remind-holder.ts',
    line: "if (remindedAt !== null && remindedAt >= at - (at % dayMs)) return refuse({ why: 'reminded_today', tokenName });",
    text: 'remindedAt !== null',
    becomes: 'true',
    because: 'null is reckoned with as 1970, which is before today',
  },
];
