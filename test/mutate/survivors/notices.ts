import type { Survivor } from './survivor.ts';

export const inNotices: readonly Survivor[] = [
  {
    file: 'src/domain/notices/deadline.ts',
    line: 'const isAway = upSince === null || listedAt === null || now - listedAt >= outageMs;',
    text: 'listedAt === null',
    becomes: 'false',
    because: 'null is reckoned with as 1970, and a last listing in that year is an outage too',
  },
  {
    file: 'src/domain/notices/deadline.ts',
    line: "if (now < deadline.at || isAway || listedAt <= deadline.at) return { is: 'running' };",
    text: 'now < deadline.at',
    becomes: 'now <= deadline.at',
    because: 'nothing is listed later than now: at this very moment no listing is newer than the deadline',
  },
  {
    file: 'src/domain/notices/plan-notices.ts',
    line: 'if (expiresAt === null) return [];',
    text: 'expiresAt === null',
    becomes: 'false',
    because: 'a token that never expires has no times for a notice either',
  },
];
