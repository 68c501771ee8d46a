import { invalid } from './answers.ts';
import type { RouteCall } from './route.ts';

const most = 100;

/**
 * The ids of a bulk call. What GitHub makes of a bulk review without ids is not documented: here it is refused, so that nobody relies
 * on it.
 */
export function idsIn({ body }: RouteCall, field: string): ReadonlySet<number> {
  const ids = body[field];
  const isList = Array.isArray(ids) && ids.length >= 1 && ids.length <= most && ids.every(Number.isInteger);
  if (!isList) throw invalid(field, `${field} is not an array of 1 to ${most} integers`);
  return new Set(ids.map(Number));
}
