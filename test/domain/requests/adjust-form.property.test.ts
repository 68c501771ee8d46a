import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import { adjustChoices, readOffer } from '../../../src/domain/requests/adjust-form.ts';
import type { Lifetime, RepositoryAccess, RequestedScope, Terms } from '../../../src/domain/scope/agreement.ts';
import { isNeitherWider, widerThan } from '../../../src/domain/scope/wider-than.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { noon, permissions, repository } from '../../support/sample-scopes.ts';
import { oracleCovers } from '../../support/scope-oracle.ts';

const from = { at: noon, lapsesAt: noon + 7 * dayMs };
const policy = organizationPolicy({ mayNeverExpire: true });
const level = fc.constantFrom('read', 'write', 'admin', 'triage');
const group = (...names: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...names), level), { maxLength: 3 })
    .map((pairs) => Object.fromEntries(pairs) as Record<string, string>);
const granted = fc
  .record({
    repository: group('contents', 'issues', 'actions', 'invented'),
    organization: group('members', 'invented'),
    other: fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, group('plan')),
  })
  .map(permissions);
const ids = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 5 });
const access: fc.Arbitrary<RepositoryAccess> = fc.oneof(
  fc.constantFrom({ selection: 'none' } as const, { selection: 'all' } as const),
  ids.map((some) => ({ selection: 'subset', repositories: some.map((id) => repository(id)) }) as const),
);
const day = (count: number): string => new Date(noon + count * dayMs).toISOString().slice(0, 10);
const lifetime: fc.Arbitrary<Lifetime> = fc.oneof(
  fc.constantFrom(1, 7, 30, 45, 90).map((days) => ({ kind: 'days', days }) as const),
  fc.integer({ min: 1, max: 60 }).map((count) => ({ kind: 'date', date: day(count) }) as const),
  fc.constant({ kind: 'never' } as const),
  fc.constant({ kind: 'until', at: noon + 20 * dayMs } as const),
);
const scope: fc.Arbitrary<RequestedScope> = fc.record({ permissions: granted, access, lifetime });

/** What a form could send, and what somebody could make of it. */
const answers = fc.record(
  {
    permissions: fc.array(
      fc.constantFrom('contents:read', 'contents:write', 'contents:admin', 'issues:write', 'members:read', 'made:up'),
    ),
    repository_access: fc.constantFrom('none', 'subset', 'all', 'every'),
    repositories: ids.map((some) => some.map((id) => `repo-${id}`)),
    lifetime: fc.constantFrom('7', '30', '60', '90', 'none', '1000'),
    expires_on: fc.oneof(fc.integer({ min: -2, max: 70 }).map(day), fc.constant('2026-02-31')),
  },
  { requiredKeys: [] },
);

const termsOf = (one: RequestedScope): Terms => ({ ...one, agreedAt: from.at, lapsesAt: from.lapsesAt });

/** The widest token that may be made under it. */
function widest(one: RequestedScope) {
  const ends = [8, 37, 52, 67, 97, 120].map((days) => noon + days * dayMs);
  const reachable = [null, ...ends, ...Array.from({ length: 130 }, (_, half) => noon + (half * dayMs) / 2)];
  const token = { permissions: one.permissions, access: one.access, createdAt: null };
  return reachable.map((expiresAt) => ({ ...token, expiresAt })).filter((actual) => oracleCovers(termsOf(one), actual));
}

describe('whatever a form in which less is offered sends', () => {
  it('offers no token that what was asked would not cover, and names no repository that the reviewer may not see', () => {
    fc.assert(
      fc.property(scope, ids, answers, (asked, visible, given) => {
        const choices = adjustChoices(asked, policy, new Set(visible));
        const known = new Map(visible.map((id) => [`repo-${id}`, repository(id)]));
        const shown = choices.repositories?.map(({ id }) => id as number) ?? [];
        expect(shown.filter((id) => !visible.includes(id))).toEqual([]);
        const read = readOffer({ ...given, reason: 'So.' }, asked, choices, { known, now: noon });
        if ('problems' in read) return;
        const { access: offered } = read.scope;
        const named = offered.selection === 'subset' ? offered.repositories.map(({ id }) => id as number) : [];
        expect(named.filter((id) => !visible.includes(id))).toEqual([]);
        expect(widest(read.scope).filter((token) => !oracleCovers(termsOf(asked), token))).toEqual([]);
        expect(widerThan(asked, read.scope, from)).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('one scope beside another', () => {
  it('is wider where some token of it goes past the other', () => {
    fc.assert(
      fc.property(scope, scope, (one, other) => {
        const escapes = widest(other).some((token) => !oracleCovers(termsOf(one), token));
        // A token of a date in the past exists nowhere; what may be asked for begins tomorrow.
        if (escapes) expect(widerThan(one, other, from)).not.toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same as itself, and is within itself', () => {
    fc.assert(fc.property(scope, (one) => isNeitherWider(one, one, from)));
  });

  it('never passes with a day that is none', () => {
    const asked = {
      permissions: permissions(),
      access: { selection: 'none' },
      lifetime: { kind: 'days', days: 30 },
    } as const;
    expect(widerThan(asked, { ...asked, lifetime: { kind: 'date', date: '2026-02-31' } }, from)).toEqual([
      { kind: 'never_expires' },
    ]);
  });
});
