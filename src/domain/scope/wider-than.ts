// Whether one scope that could be asked for is within another, and how far apart they are. It is the algebra of `scope.ts`, with the latest
// end that a token made under each could have: whatever would go past what was asked, could go past it.
import type { Instant } from '../ids.ts';
import type { ActualScope, Excess, RequestedScope, Terms } from './agreement.ts';
import { excess, latestEnd } from './scope.ts';

/** When both begin to count, and how long a token may still be created under them. */
export type Terminus = { readonly at: Instant; readonly lapsesAt: Instant };

function terms(scope: RequestedScope, { at, lapsesAt }: Terminus): Terms {
  return { ...scope, agreedAt: at, lapsesAt };
}

function widest(scope: RequestedScope, from: Terminus): ActualScope {
  const { permissions, access } = scope;
  return { permissions, access, createdAt: null, expiresAt: latestEnd(terms(scope, from), null) };
}

/** Every way in which `other` is wider than `scope`. */
export function widerThan(scope: RequestedScope, other: RequestedScope, from: Terminus): readonly Excess[] {
  const isInvalid = latestEnd(terms(other, from), null) === Number.NEGATIVE_INFINITY;
  const wider = excess(terms(scope, from), widest(other, from));
  // A day that is none ends before all others: it must not pass for a short one.
  return isInvalid ? [...wider, { kind: 'never_expires' }] : wider;
}

/** Whether neither is wider than the other. */
export function isNeitherWider(one: RequestedScope, other: RequestedScope, from: Terminus): boolean {
  return widerThan(one, other, from).length === 0 && widerThan(other, one, from).length === 0;
}
