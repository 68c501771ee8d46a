import { describe, expect, it } from 'vitest';
import { asLooking } from '../../../src/domain/decisions/as-looking.ts';
import { refuse } from '../../../src/domain/refusal.ts';

describe('what whoever only looks is told', () => {
  it.each(['owner_not_checked', 'reviewer_not_checked', 'member_not_checked'] as const)('of %s', (why) => {
    expect(asLooking(refuse({ why, organization: 'acme' }))).toEqual(
      refuse({ why: 'view_not_checked', organization: 'acme' }),
    );
  });

  it('of all else is what anybody is', () => {
    const other = refuse({ why: 'guest' });
    expect(asLooking(other)).toBe(other);
  });
});
