import { isForTheTypes, isOnlyKept } from './reasons.ts';
import type { Survivor } from './survivor.ts';

export const inDomainItself: readonly Survivor[] = [
  {
    file: 'src/domain/calendar.ts',
    line: 'if (known !== undefined) return known;',
    text: 'known !== undefined',
    becomes: 'false',
    because: 'a format that is made again says the same, only later',
  },
  {
    file: 'src/domain/calendar.ts',
    line: 'if (hours.size >= mostHours) hours.clear();',
    text: 'hours.clear();',
    becomes: ';',
    because: isOnlyKept,
  },
  {
    file: 'src/domain/calendar.ts',
    line: 'if (hours.size >= mostHours) hours.clear();',
    text: 'hours.size >= mostHours',
    becomes: 'true',
    because: isOnlyKept,
  },
  {
    file: 'src/domain/calendar.ts',
    line: 'if (hours.size >= mostHours) hours.clear();',
    text: 'hours.size >= mostHours',
    becomes: 'false',
    because: isOnlyKept,
  },
  {
    file: 'src/domain/calendar.ts',
    line: 'if (hours.size >= mostHours) hours.clear();',
    text: 'hours.size >= mostHours',
    becomes: 'hours.size > mostHours',
    because: isOnlyKept,
  },
  {
    file: 'src/domain/calendar.ts',
    line: 'if (hours.size >= mostHours) hours.clear();',
    text: 'hours.size >= mostHours',
    becomes: 'hours.size < mostHours',
    because: isOnlyKept,
  },
  {
    file: 'src/domain/calendar.ts',
    line: 'hours.set(key, found);',
    text: 'hours.set(key, found);',
    becomes: ';',
    because: isOnlyKept,
  },
  {
    file: 'src/domain/nearest-word.ts',
    line: 'const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;',
    text: 'rows[row]?.[column]',
    becomes: 'rows[row][column]',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/nearest-word.ts',
    line: 'rows[row]?.push(isSwap ? Math.min(best, at(row - 2, column - 2) + 1) : best);',
    text: 'rows[row]?.push',
    becomes: 'rows[row].push',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/github-host.ts',
    line: 'if (major === undefined || minor === undefined || Number.isNaN(major) || Number.isNaN(minor)) return false;',
    text: 'major === undefined',
    becomes: 'false',
    because: isForTheTypes,
  },
];
