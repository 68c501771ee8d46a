import { isForTheTypes, isNeverSeen } from './reasons.ts';
import type { Survivor } from './survivor.ts';

export const inRequests: readonly Survivor[] = [
  {
    file: 'src/domain/requests/request-form.ts',
    line: "take(field, readText(given(answers, field), { max: longest[field], isRequired, isOneLine }), '');",
    text: "''",
    becomes: '"Stryker was here!"',
    because: isNeverSeen,
  },
  {
    file: 'src/domain/requests/request-form.ts',
    line: "const lifetime = take('lifetime', readLifetime(answers, world.policy, world.now), { kind: 'days', days: 1 });",
    text: "{ kind: 'days', days: 1 }",
    becomes: '{}',
    because: isNeverSeen,
  },
  {
    file: 'src/domain/requests/request-form.ts',
    line: "const lifetime = take('lifetime', readLifetime(answers, world.policy, world.now), { kind: 'days', days: 1 });",
    text: "'days'",
    becomes: '""',
    because: isNeverSeen,
  },
  {
    file: 'src/domain/requests/renewal.ts',
    line: "const lastsNoLonger = days === null || (asked.lifetime.kind === 'days' && asked.lifetime.days <= days);",
    text: "asked.lifetime.kind === 'days'",
    becomes: 'true',
    because: 'a lifetime of another kind has no days, and nothing is not at most so many',
  },
  {
    file: 'src/domain/requests/renewal.ts',
    line: 'const end = agreedEnd({ excess: [], scope }) ?? from;',
    text: '[]',
    becomes: '["Stryker was here"]',
    because: 'a text is no excess of any kind',
  },
  {
    file: 'src/domain/requests/entry-data.ts',
    line: 'lapsesAt: row.agreement?.lapsesAt ?? null,',
    text: 'row.agreement?.lapsesAt',
    becomes: 'row.agreement.lapsesAt',
    because: isForTheTypes,
  },
];
