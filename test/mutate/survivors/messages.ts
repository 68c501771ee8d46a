import type { Survivor } from './survivor.ts';

export const inMessages: readonly Survivor[] = [
  {
    file: 'src/domain/messages/tell-elsewhere.ts',
    line: 'const context = { holder: null, planned: [], shownBy: [] };',
    text: '[]',
    becomes: '["Stryker was here"]',
    because: 'planned reminders are taken back only where an end moved or the token is over: a question is neither',
  },
  {
    file: 'src/domain/messages/tell-elsewhere.ts',
    line: "const key = effectKey.unusedReview(organizationId, localDay(at, 'UTC'));",
    text: "'UTC'",
    becomes: '""',
    because: 'what is no zone is taken for UTC',
  },
  {
    file: 'src/domain/messages/copies.ts',
    line: "case 'reminders':",
    text: "case 'reminders': return null;",
    becomes: "case 'reminders':",
    because: 'a reminder asks nothing, so it is none either way',
  },
];
