import { isForTheTypes } from './reasons.ts';
import type { Survivor } from './survivor.ts';

export const inClassic: readonly Survivor[] = [
  {
    file: 'src/domain/classic/advance-classic-token.ts',
    line: 'const had = new Set((before?.excess ?? []).map((one) => JSON.stringify(one)));',
    text: '[]',
    becomes: '["Stryker was here"]',
    because: 'before its first sight it went past nothing: what is not there is compared with nothing',
  },
  {
    file: 'src/domain/classic/match-classic.ts',
    line: 'const beyond = scopesBeyond(agreement.classic?.scopes ?? [], listed.scopes).map(',
    text: '[]',
    becomes: '["Stryker was here"]',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/classic/match-classic.ts',
    line: 'const beyond = scopesBeyond(agreement.classic?.scopes ?? [], listed.scopes).map(',
    text: 'agreement.classic?.scopes',
    becomes: 'agreement.classic.scopes',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/classic/match-classic.ts',
    line: 'if (agreement === null || classic === null || !isOpen || holder.githubId !== githubId) return [];',
    text: 'agreement === null',
    becomes: 'false',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/classic/match-classic.ts',
    line: 'const eightOf = ({ request }: ClassicMatch): string | null => request.classic?.lastEight ?? null;',
    text: 'request.classic?.lastEight',
    becomes: 'request.classic.lastEight',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/classic/match-classic.ts',
    line: '(one.agreement.classic?.scopes.length ?? 0) - (other.agreement.classic?.scopes.length ?? 0) ||',
    text: 'one.agreement.classic?.scopes',
    becomes: 'one.agreement.classic.scopes',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/classic/match-classic.ts',
    line: '(one.agreement.classic?.scopes.length ?? 0) - (other.agreement.classic?.scopes.length ?? 0) ||',
    text: 'other.agreement.classic?.scopes',
    becomes: 'other.agreement.classic.scopes',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/classic/scope-catalogue.ts',
    line: "return grades.toReversed().find((grade) => own.includes(grade)) ?? 'low';",
    text: "'low'",
    becomes: '""',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/classic/see-classic-token.ts',
    line: 'if (row !== null && known !== null) {',
    text: 'row !== null',
    becomes: 'true',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/classic/remind-of-end.ts',
    line: 'if (endsAt === null) return noChange;',
    text: 'endsAt === null',
    becomes: 'false',
    because: isForTheTypes,
  },
];
