// Whoever only looks decides nothing: an outage says of them that nothing is shown.
import { type Refusal, refuse } from '../refusal.ts';

export function asLooking(refusal: Refusal): Refusal {
  switch (refusal.why) {
    case 'owner_not_checked':
    case 'reviewer_not_checked':
    case 'member_not_checked':
      return refuse({ why: 'view_not_checked', organization: refusal.organization });
    default:
      return refusal;
  }
}
