import { isForTheTypes } from './reasons.ts';
import type { Survivor } from './survivor.ts';

export const inScope: readonly Survivor[] = [
  {
    file: 'src/domain/scope/permission-catalogue.ts',
    line: "const order = ['read', 'write', 'admin'];",
    text: "'read'",
    becomes: '""',
    because: 'a level that is not in the list comes before those that are, as read does',
  },
  {
    file: 'src/domain/scope/permission-catalogue.ts',
    line: 'const isHigher = order.indexOf(read.level) > order.indexOf(before);',
    text: 'order.indexOf(read.level) > order.indexOf(before)',
    becomes: 'order.indexOf(read.level) >= order.indexOf(before)',
    because: 'of two equal levels it does not matter which is kept',
  },
  {
    file: 'src/domain/scope/risk.ts',
    line: `return permission.group === 'other' || isUnknown(permission) ? '' : \`\${permission.name}:\${permission.level}\`;`,
    text: "''",
    becomes: '"Stryker was here!"',
    because: 'it stands for what no row of the table names, and none names this',
  },
  {
    file: 'src/domain/scope/risk.ts',
    line: `if (row === undefined) throw new Error(\`no row for \${power}\`);`,
    text: `\`no row for \${power}\``,
    becomes: '``',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/scope/risk.ts',
    line: `if (row === undefined) throw new Error(\`no row for \${power}\`);`,
    text: 'row === undefined',
    becomes: 'false',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/scope/risk.ts',
    line: "return grades.toReversed().find((grade) => some.includes(grade)) ?? 'low';",
    text: "'low'",
    becomes: '""',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/scope/risk.ts',
    line: "const grade = worst([...powers.map((one) => one.grade), ...(dormant.length > 0 ? (['elevated'] as const) : [])]);",
    text: '[]',
    becomes: '["Stryker was here"]',
    because: 'only known grades count',
  },
  {
    file: 'src/domain/scope/scope.ts',
    line: "return new Set(access.selection === 'subset' ? access.repositories.map(({ id }) => id) : []);",
    text: '[]',
    becomes: '["Stryker was here"]',
    because: 'no repository has a text for an id, and both sides have the same one too many',
  },
  {
    file: 'src/domain/scope/search-permissions.ts',
    line: 'if (word.length < 4 || word.length > 20 || knownWords.some((one) => one.startsWith(singular(word)))) return word;',
    text: 'word.length > 20',
    becomes: 'false',
    because: 'no known word is long enough that one of twenty letters could be a mistake for it: only time is saved',
  },
  {
    file: 'src/domain/scope/search-permissions.ts',
    line: 'if (word.length < 4 || word.length > 20 || knownWords.some((one) => one.startsWith(singular(word)))) return word;',
    text: 'word.length > 20',
    becomes: 'word.length >= 20',
    because: 'no known word is long enough that one of twenty letters could be a mistake for it: only time is saved',
  },
  {
    file: 'src/domain/scope/permissions-for-call.ts',
    line: "const ranks = ['read', 'write', 'admin'];",
    text: "'read'",
    becomes: '""',
    because: 'a level that is not in the list comes before those that are, as read does',
  },
];
