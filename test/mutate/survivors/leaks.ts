import { isForTheTypes } from './reasons.ts';
import type { Survivor } from './survivor.ts';

const isBegun = 'what is looked at begins with the prefix, and ends before another one';

export const inLeaks: readonly Survivor[] = [
  {
    file: 'src/domain/leaks/find-credentials.ts',
    line: 'const exact = /^gh[pousr]_[A-Za-z0-9]+(?:_eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*[A-Za-z0-9])?/;',
    text: '/^gh[pousr]_[A-Za-z0-9]+(?:_eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*[A-Za-z0-9])?/',
    becomes: '/gh[pousr]_[A-Za-z0-9]+(?:_eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*[A-Za-z0-9])?/',
    because: isBegun,
  },
  {
    file: 'src/domain/leaks/find-credentials.ts',
    line: 'const exactFineGrained = /^github_pat_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*/;',
    text: '/^github_pat_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*/',
    becomes: '/github_pat_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*/',
    because: isBegun,
  },
  {
    file: 'src/domain/leaks/find-credentials.ts',
    line: "const kind = shape === 'fine_grained' ? 'fine_grained' : (kindByLetter[match.charAt(2)] ?? 'classic');",
    text: "'classic'",
    becomes: '""',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/leaks/find-credentials.ts',
    line: "const [shape] = credentialShapes[place] ?? ['jwt'];",
    text: "['jwt']",
    becomes: '[]',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/leaks/find-credentials.ts',
    line: "const [shape] = credentialShapes[place] ?? ['jwt'];",
    text: "'jwt'",
    becomes: '""',
    because: isForTheTypes,
  },
];
