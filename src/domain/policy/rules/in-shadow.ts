// All rules of a file in shadow: what they together would have done, and nothing of it is done.
import type { Ruled, Would } from './evaluate.ts';
import type { RuleName } from './rule.ts';

export function inShadow(ruled: Ruled): Ruled {
  return {
    ...{ reasons: [], outcome: null, rule: null, approvals: null, reviewers: null, isUncertain: false },
    would: [...wouldTogether(ruled), ...ruled.would],
  };
}

function wouldTogether({ reasons, rule, outcome, approvals, reviewers }: Ruled): readonly Would[] {
  const refusing = new Map<string, RuleName>(
    reasons.flatMap((reason) => ('rule' in reason ? [[reason.rule.name, reason.rule] as const] : [])),
  );
  if (refusing.size > 0)
    return [...refusing.values()].map((one) => ({ rule: one, outcome: 'deny', approvals: null, reviewers: null }));
  return rule === null ? [] : [{ rule, outcome: outcome ?? 'ask', approvals, reviewers }];
}
