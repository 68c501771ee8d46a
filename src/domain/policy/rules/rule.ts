// A rule of the policy as data, and what it is asked about. One file a predicate reads one part of `When`; `evaluate` reads `Then`.
import type { ReviewerRule } from '../reviewer-rule.ts';
import type { Account } from './subject.ts';

export type RequesterMatch =
  | { readonly is: 'owner' }
  | { readonly is: 'machine_user' }
  | { readonly is: 'team'; readonly team: string }
  | { readonly is: 'login'; readonly login: string };

/** `read` and `write` are levels, `dangerous` is what alone makes a token high or critical; a name without a level stands for each level. */
export type PermissionMatch =
  | { readonly group: 'read' | 'write' | 'dangerous' }
  | { readonly name: string; readonly level: 'read' | 'write' | 'admin' | null };

export type RuleDay = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Every part that is there has to match; within a list one is enough. Globs are in lower case. */
export type When = {
  readonly requester?: readonly RequesterMatch[];
  readonly purpose?: readonly string[];
  readonly permissions?: { readonly only?: readonly PermissionMatch[]; readonly any?: readonly PermissionMatch[] };
  readonly risk?: readonly ('low' | 'elevated' | 'high' | 'critical')[];
  readonly repositories?: {
    readonly access?: readonly ('none' | 'subset' | 'all')[];
    /** Every repository asked for matches one of them. */
    readonly only?: readonly string[];
    readonly any?: readonly string[];
    /** Every repository asked for has one of these topics. */
    readonly topics?: readonly string[];
    readonly visibility?: 'public' | 'private';
    readonly atMost?: number;
    readonly atLeast?: number;
  };
  readonly lifetime?: { readonly atMostDays?: number; readonly atLeastDays?: number; readonly never?: boolean };
  /** A renewal is a request too. */
  readonly kind?: readonly ('request' | 'renewal' | 'unasked' | 'classic')[];
  readonly time?: {
    readonly zone: string;
    /** Minutes of the local day; where `from` is later than `to` it goes over midnight. */
    readonly from: number;
    readonly to: number;
    readonly days: readonly RuleDay[];
  };
};

export type Then = {
  readonly outcome: 'allow' | 'deny' | 'ask' | null;
  readonly approvals: number | null;
  /** Who decides instead of whom the policy names. */
  readonly reviewers: readonly ReviewerRule[] | null;
  readonly maxDays: number | null;
  /** A pattern that `pattern.ts` reads. */
  readonly justification: string | null;
};

export type Rule = {
  readonly name: string;
  /** People see it. */
  readonly reason: string;
  readonly when: When;
  readonly then: Then;
  /** `shadow`: the card says what it would have done, and nothing is done. */
  readonly mode: 'enforce' | 'shadow';
};

export type RuleName = Pick<Rule, 'name' | 'reason'>;

/** Whether a part matches; `unknown` where a fact that it needs could not be fetched. */
export type Matching = 'yes' | 'no' | 'unknown';

export type Predicate = (when: When, account: Account) => Matching;

export const matching = (is: boolean): Matching => (is ? 'yes' : 'no');
