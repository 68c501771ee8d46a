// How long it usually takes until people have decided: the median of past decisions that rested on the same rule, or on none.
import { dayMs } from '../ids.ts';
import type { RuleName } from '../policy/rules/rule.ts';
import { standingApprovals } from './approvals.ts';
import { isApprovedByRule, type TokenRequest } from './token-request.ts';

/** With fewer, one slow day would be told as what is usual. */
const leastDecisions = 5;

type Past = Pick<TokenRequest, 'verdict' | 'createdAt' | 'reviews' | 'revision' | 'status'>;

/** In milliseconds, of at least a minute; null where too few were decided. `rule`: the one that says who decides. */
export function usualTime(past: readonly Past[], rule: RuleName | undefined): number | null {
  const times = past
    .filter((one) => !isApprovedByRule(one) && one.verdict.rule?.name === rule?.name)
    .flatMap((one) => timeOf(one) ?? [])
    .toSorted((one, other) => one - other);
  if (times.length < leastDecisions) return null;
  const middle = Math.floor(times.length / 2);
  const upper = times[middle] ?? 0;
  return times.length % 2 === 1 ? upper : Math.round(((times[middle - 1] ?? upper) + upper) / 2);
}

/** From the request to the review that settled it; null where none did. */
function timeOf(request: Past): number | null {
  const { reviews, createdAt, verdict, status } = request;
  const approvals = standingApprovals(request);
  const deny = reviews.find(({ act }) => act === 'deny');
  const approval = approvals.map(({ at }) => at).toSorted((one, other) => one - other)[verdict.approvals - 1];
  const at = approval ?? (status === 'denied' ? deny?.at : undefined);
  return at === undefined ? null : Math.max(0, Math.min(at - createdAt, 366 * dayMs));
}
