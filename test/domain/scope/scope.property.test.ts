import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type {
  ActualScope,
  Lifetime,
  Permissions,
  RepositoryAccess,
  Terms,
} from '../../../src/domain/scope/agreement.ts';
import { breadth, covers, excess, isExactly } from '../../../src/domain/scope/scope.ts';
import { noon, repository } from '../../support/sample-scopes.ts';
import { oracleCovers } from '../../support/scope-oracle.ts';

// Few names and few levels, so that both sides meet often.
const level = fc.constantFrom('read', 'read', 'write', 'admin', 'triage', 'maintain');
const name = fc.constantFrom('metadata', 'contents', 'members', 'invented', '__proto__', 'constructor', 'toString');
const group = fc.array(fc.tuple(name, level), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs));
const permissions: fc.Arbitrary<Permissions> = fc.record({
  repository: group,
  organization: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, group),
  other: fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, group),
});
const access: fc.Arbitrary<RepositoryAccess> = fc.oneof(
  fc.constant({ selection: 'none' } as const),
  fc.constant({ selection: 'all' } as const),
  fc
    .uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 4 })
    .map((ids) => ({ selection: 'subset', repositories: ids.map((id) => repository(id)) }) as const),
);
const days = fc.integer({ min: 0, max: 5 });
// Near the limits by a millisecond, half a day or a day.
const instant = fc
  .tuple(fc.integer({ min: -6, max: 16 }), fc.constantFrom(-1, 0, 1))
  .map(([halfDays, off]) => noon + (halfDays * dayMs) / 2 + off);
const lifetime: fc.Arbitrary<Lifetime> = fc.oneof(
  days.map((count) => ({ kind: 'days', days: count }) as const),
  instant.map((at) => ({ kind: 'date', date: new Date(at).toISOString().slice(0, 10) }) as const),
  instant.map((at) => ({ kind: 'until', at }) as const),
  fc.constant({ kind: 'never' } as const),
);
const agreed: fc.Arbitrary<Terms> = fc.record({
  permissions,
  access,
  lifetime,
  agreedAt: instant,
  lapsesAt: fc.option(instant),
});
const actual: fc.Arbitrary<ActualScope> = fc.record({
  permissions,
  access,
  createdAt: fc.option(instant),
  expiresAt: fc.option(instant, { freq: 8 }),
});
/** Starts from the Agreement itself, so that much of it is covered. */
const pair: fc.Arbitrary<readonly [Terms, ActualScope]> = fc.oneof(
  fc.tuple(agreed, actual),
  fc.tuple(agreed, actual, fc.boolean(), fc.boolean()).map(
    ([one, other, samePermissions, sameAccess]) =>
      [
        one,
        {
          ...other,
          permissions: samePermissions ? one.permissions : other.permissions,
          access: sameAccess ? one.access : other.access,
        },
      ] as const,
  ),
);
const runs = { numRuns: 3_000 };

describe('covers', () => {
  it('says what a list of every capability, repository and day says', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => covers(one, other) === oracleCovers(one, other)),
      runs,
    );
  });

  it('finds both answers often, so that the comparison means something', () => {
    const answers = fc.sample(pair, { numRuns: 2_000, seed: 1 }).map(([one, other]) => oracleCovers(one, other));
    const share = answers.filter(Boolean).length / answers.length;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.95);
  });

  it('holds exactly where nothing exceeds', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => covers(one, other) === (excess(one, other).length === 0)),
      runs,
    );
  });

  it('still holds of a token that lost a permission, or repositories, or days', () => {
    fc.assert(
      fc.property(pair, days, ([one, other], fewer) => {
        fc.pre(covers(one, other));
        const [, ...kept] = Object.entries(other.permissions.repository);
        const narrower: ActualScope = {
          ...other,
          permissions: { ...other.permissions, repository: Object.fromEntries(kept) },
          access:
            other.access.selection === 'subset'
              ? { selection: 'subset', repositories: other.access.repositories.slice(1) }
              : { selection: 'none' },
          expiresAt: other.expiresAt === null ? null : other.expiresAt - fewer * dayMs,
        };
        return covers(one, narrower);
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds of the very scope that a reviewer accepted as it was', () => {
    fc.assert(
      fc.property(actual, ({ permissions: has, access: where, createdAt, expiresAt }) => {
        const accepted: Terms = {
          permissions: has,
          access: where,
          lifetime: expiresAt === null ? { kind: 'never' } : { kind: 'until', at: expiresAt },
          agreedAt: noon,
          lapsesAt: null,
        };
        const observed = { permissions: has, access: where, createdAt, expiresAt };
        return covers(accepted, observed) && isExactly(accepted, observed);
      }),
      runs,
    );
  });
});

describe('breadth', () => {
  it('never calls an Agreement narrower for what was added to it', () => {
    fc.assert(
      fc.property(agreed, (one) => {
        const wider: Terms = { ...one, access: { selection: 'all' } };
        return (breadth(wider)[0] ?? 0) >= (breadth(one)[0] ?? 0);
      }),
    );
  });
});
