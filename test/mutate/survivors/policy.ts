import type { Survivor } from './survivor.ts';

export const inPolicy: readonly Survivor[] = [
  {
    file: 'src/domain/policy/predicates/lifetime-within-maximum.ts',
    line: "return days === null || days <= maxDays ? [] : [{ code: 'lifetime_beyond_maximum', maxDays }];",
    text: 'days === null',
    becomes: 'false',
    because: 'in a comparison null counts as no days at all, which is within every maximum',
  },
];
