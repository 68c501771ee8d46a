// The review that stands of a request or of a token: the last one that decided something on the present revision. A new revision voids all before it.
import type { Review } from './person.ts';

export function standingReview(reviewed: {
  readonly reviews: readonly Review[];
  readonly revision: number;
}): Review | null {
  return (
    reviewed.reviews.findLast(({ revision, isOneOf }) => revision === reviewed.revision && isOneOf !== true) ?? null
  );
}
