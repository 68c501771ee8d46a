// How long it would last. One that never expires is longer than any number of days, and so is one that can't be measured.
import { type Matching, matching, type When } from './rule.ts';
import type { Account } from './subject.ts';

export function byLifetime({ lifetime }: When, { scope, days: measured }: Account): Matching {
  if (lifetime === undefined) return 'yes';
  const { atMostDays, atLeastDays, never } = lifetime;
  const days = measured === null || Number.isNaN(measured) ? Number.POSITIVE_INFINITY : measured;
  return matching(
    (never === undefined || never === (scope.lifetime.kind === 'never')) &&
      (atMostDays === undefined || days <= atMostDays) &&
      (atLeastDays === undefined || days >= atLeastDays),
  );
}
