import { noRule } from './reasons.ts';
import type { Survivor } from './survivor.ts';

export const inHomes: readonly Survivor[] = [
  {
    file: 'src/domain/homes/own-things.ts',
    line: "if (request.status !== 'approved' && request.status !== 'claimed') return [];",
    text: '[]',
    becomes: '["Stryker was here"]',
    because: 'a text is none of the kinds of things that are shown',
  },
  {
    file: 'src/domain/homes/waits-for-reviewer.ts',
    line: '...(policy.escalation?.to ?? []),',
    text: '[]',
    becomes: '["Stryker was here"]',
    because: noRule,
  },
  {
    file: 'src/domain/homes/waits-for-reviewer.ts',
    line: '...policy.rules.flatMap(({ then }) => then.reviewers ?? []),',
    text: '[]',
    becomes: '["Stryker was here"]',
    because: noRule,
  },
];
