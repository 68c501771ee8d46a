// What the policy is asked about: by its own limits, and by its rules.
import type { SlackUserId } from '../ids.ts';
import type { RequestedScope } from '../scope/agreement.ts';
import type { ReviewerRule } from './reviewer-rule.ts';
import type { RuleSubject } from './rules/subject.ts';

export type Asked = Pick<RequestedScope, 'lifetime' | 'classic'>;

/** Who could decide by each rule, besides those it is about; a rule that is not in it, or has null, is not known. */
export type Deciders = ReadonlyMap<ReviewerRule, readonly SlackUserId[] | null>;

/** All that rules look at. */
export type AskedWhole = RuleSubject & {
  readonly deciders: Deciders;
  /** Who of them has no button, for not being in the channel; null where that is not known, left out where everybody is. */
  readonly absent?: Absent;
};

export type Absent = ReadonlySet<SlackUserId> | null;
