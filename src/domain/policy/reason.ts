// Why the policy refuses, as codes with data; `wording` says them.
import type { ClassicReason } from '../classic/classic-terms.ts';
import type { RuleName } from './rules/rule.ts';

export type Reason =
  | { readonly code: 'classic_not_allowed' }
  | { readonly code: 'classic_reason_not_allowed'; readonly reason: ClassicReason }
  | { readonly code: 'lifetime_beyond_maximum'; readonly maxDays: number }
  | { readonly code: 'never_not_allowed'; readonly maxDays: number }
  | { readonly code: 'rule_denies'; readonly rule: RuleName }
  | { readonly code: 'rule_caps'; readonly rule: RuleName; readonly maxDays: number }
  | { readonly code: 'rule_wants_justification'; readonly rule: RuleName; readonly pattern: string };
