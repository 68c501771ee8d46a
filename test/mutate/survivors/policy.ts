import { isForTheTypes, noRule } from './reasons.ts';
import type { Survivor } from './survivor.ts';

export const inPolicy: readonly Survivor[] = [
  {
    file: 'src/domain/policy/predicates/lifetime-within-maximum.ts',
    line: "return days === null || days <= maxDays ? [] : [{ code: 'lifetime_beyond_maximum', maxDays }];",
    text: 'days === null',
    becomes: 'false',
    because: 'in a comparison null counts as no days at all, which is within every maximum',
  },
  {
    file: 'src/domain/policy/explain.ts',
    line: "const enforced = admit(whole.scope, { ...policy, rulesMode: 'enforce' }, now, whole);",
    text: "'enforce'",
    becomes: '""',
    because: 'whatever is not `shadow` acts',
  },
  {
    file: 'src/domain/policy/explain.ts',
    line: "return verdict.rule?.name === name ? 'decides' : 'too_late';",
    text: 'verdict.rule?.name',
    becomes: 'verdict.rule.name',
    because: 'where a rule that decides matches, it or one above it has decided: only the type checker asks',
  },
  {
    file: 'src/domain/policy/replay.ts',
    line: "const policy: OrganizationPolicy = { ...file, rulesMode: 'enforce' };",
    text: "'enforce'",
    becomes: '""',
    because: 'whatever is not `shadow` acts',
  },
  {
    file: 'src/domain/policy/reviewer-rule.ts',
    line: "const [prefix = '', ...rest] = rule.split(':');",
    text: "''",
    becomes: '"Stryker was here!"',
    because: isForTheTypes,
  },
  {
    file: 'src/domain/policy/replay.ts',
    line: 'const may: readonly ReviewerRule[] = isLate ? eachRuleOnce(reviewers, escalates?.to ?? []) : reviewers;',
    text: '[]',
    becomes: '["Stryker was here"]',
    because: noRule,
  },
  {
    file: 'src/domain/policy/reviewers.ts',
    line: "return standsAs(reviewers, new Map(rules).set('owners', isOwner ? 'yes' : 'no'));",
    text: "'no'",
    becomes: '""',
    because: 'what is neither yes nor unknown is no',
  },
];
