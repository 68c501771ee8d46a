import type { Survivor } from './survivor.ts';

export const inRecord: readonly Survivor[] = [
  {
    file: 'src/domain/record/trail-question.ts',
    line: 'const instant = /^(\\d{4}-\\d{2}-\\d{2})T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?(?:Z|[+-]\\d{2}:\\d{2})$/.exec(text);',
    text: '/^(\\d{4}-\\d{2}-\\d{2})T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?(?:Z|[+-]\\d{2}:\\d{2})$/',
    becomes: '/^(\\d{4}-\\d{2}-\\d{2})T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,3})?)?(?:Z|[+-]\\d{2}:\\d{2})/',
    because: 'the platform reads no time that goes on after its zone, which is null as well',
  },
];
