import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, type GithubUserId, type Instant, type OrganizationId, type PatId } from '../../../src/domain/ids.ts';
import type { Permissions, RepositoryAccess } from '../../../src/domain/scope/agreement.ts';
import type { Grade } from '../../../src/domain/scope/powers.ts';
import { riskOf } from '../../../src/domain/scope/risk.ts';
import { type InventoryQuestion, traits } from '../../../src/domain/tokens/inventory.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import type { Store } from '../../../src/ports/store.ts';
import { actual, agreement } from '../../support/sample-scopes.ts';
import { activeToken, change, noon, write } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const organizations = [1, 2] as OrganizationId[];
const logins = ['mona', 'Mona-Lisa', 'BEA'];

const permissions: readonly Permissions[] = [
  { repository: {}, organization: {}, other: {} },
  { repository: { issues: 'write' }, organization: {}, other: {} },
  { repository: { contents: 'write', workflows: 'write' }, organization: {}, other: {} },
  { repository: {}, organization: { members: 'write' }, other: {} },
];
const selections: readonly RepositoryAccess[] = [{ selection: 'none' }, { selection: 'all' }];

const instant = fc.integer({ min: -3, max: 3 }).map((days) => noon + days * dayMs);

/** Few values of each, so that some are alike in everything. */
const token = fc.record({
  organizationId: fc.constantFrom(...organizations),
  status: fc.constantFrom('active', 'exceeding', 'revoking', 'revoked', 'expired', 'gone' as const),
  login: fc.constantFrom(...logins),
  permissions: fc.constantFrom(...permissions),
  access: fc.constantFrom(...selections),
  expiresAt: fc.option(instant),
  lastUsedAt: fc.option(instant),
  isAgreed: fc.boolean(),
});

const question: fc.Arbitrary<InventoryQuestion> = fc.record({
  organizations: fc.subarray(organizations),
  traits: fc.subarray([...traits], { maxLength: 2 }),
  unusedSince: fc.option(instant, { freq: 2 }),
  endsBy: fc.option(instant, { freq: 2 }),
  holderKey: fc.option(fc.constantFrom('mona', 'mona-lisa', 'bea', 'nobody'), { freq: 2 }),
});

const rowsOf = (tokens: readonly (typeof token extends fc.Arbitrary<infer T> ? T : never)[]): readonly ActiveToken[] =>
  tokens.map((one, index) =>
    activeToken(`token-${String(index).padStart(4, '0')}`, {
      organizationId: one.organizationId,
      patId: index as PatId,
      status: one.status,
      holder: { githubId: logins.indexOf(one.login) as GithubUserId, login: one.login },
      scope: actual({ permissions: one.permissions, access: one.access, expiresAt: one.expiresAt }),
      lastUsedAt: one.lastUsedAt,
      agreement: one.isAgreed ? agreement() : null,
    }),
  );

async function storeWith(rows: readonly ActiveToken[]): Promise<Store> {
  const { store } = await openTestStore();
  await store.commit(change({ writes: rows.map((row) => write('active_tokens', row)) }), noon);
  return store;
}

const gradeOf = ({ scope }: ActiveToken): Grade =>
  riskOf(
    { ...scope, lifetime: scope.expiresAt === null ? { kind: 'never' } : { kind: 'until', at: scope.expiresAt } },
    'unknown',
  ).grade;
const worst: readonly Grade[] = ['critical', 'high', 'elevated', 'low'];

/** In so many words, one condition after the other. */
function oracle(rows: readonly ActiveToken[], asked: InventoryQuestion): readonly string[] {
  const wanted = rows.filter((row) => {
    if (!['active', 'exceeding', 'revoking'].includes(row.status)) return false;
    if (!asked.organizations.includes(row.organizationId)) return false;
    if (asked.traits.includes('never_expires') && row.scope.expiresAt !== null) return false;
    if (asked.traits.includes('all_repositories') && row.scope.access.selection !== 'all') return false;
    if (asked.traits.includes('dangerous') && !['high', 'critical'].includes(gradeOf(row))) return false;
    if (asked.traits.includes('unagreed') && row.agreement !== null) return false;
    if (asked.unusedSince !== null && row.lastUsedAt !== null && row.lastUsedAt >= asked.unusedSince) return false;
    if (asked.endsBy !== null && (row.scope.expiresAt === null || row.scope.expiresAt > asked.endsBy)) return false;
    return asked.holderKey === null || row.holder.login.toLowerCase() === asked.holderKey;
  });
  const end = ({ scope }: ActiveToken): Instant => scope.expiresAt ?? Number.NEGATIVE_INFINITY;
  return wanted
    .toSorted(
      (one, other) =>
        worst.indexOf(gradeOf(one)) - worst.indexOf(gradeOf(other)) ||
        (end(one) === end(other) ? 0 : end(one) - end(other)) ||
        (one.id < other.id ? -1 : 1),
    )
    .map(({ id }) => id);
}

const ids = (tokens: readonly ActiveToken[]): readonly string[] => tokens.map(({ id }) => id);

async function whole(store: Store, asked: InventoryQuestion): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const page of store.wholeInventory(asked)) all.push(...ids(page));
  return all;
}

describe('the inventory', () => {
  it('shows just what is asked for, the most dangerous first, page by page and as a whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(token, { maxLength: 40 }),
        fc.array(question, { minLength: 4, maxLength: 4 }),
        async (tokens, questions) => {
          const rows = rowsOf(tokens);
          const store = await storeWith(rows);
          for (const asked of questions) {
            const expected = oracle(rows, asked);
            const paged: string[] = [];
            for (let offset = 0; offset <= expected.length; offset += 8) {
              const page = await store.inventory(asked, offset, 8);
              expect(page.total).toBe(expected.length);
              paged.push(...ids(page.tokens));
            }
            expect(paged).toEqual(expected);
            expect(await whole(store, asked)).toEqual(expected);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('goes on where it was, where more than one reading holds are alike in danger', async () => {
    const alike = fc.sample(token, { numRuns: 1, seed: 1 }).map((one) => ({ ...one, status: 'active' as const }));
    const rows = rowsOf(Array.from({ length: 620 }, () => alike).flat());
    const store = await storeWith(rows);
    const asked = { organizations, traits: [], unusedSince: null, endsBy: null, holderKey: null };
    expect(await whole(store, asked)).toEqual(ids(rows));
  });

  it('follows a token that changes', async () => {
    const asked = { organizations, traits: ['dangerous'], unusedSince: null, endsBy: null, holderKey: null } as const;
    const [harmless] = rowsOf([
      {
        organizationId: 1 as OrganizationId,
        status: 'active',
        login: 'mona',
        permissions: { repository: {}, organization: {}, other: {} },
        access: { selection: 'none' },
        expiresAt: noon,
        lastUsedAt: null,
        isAgreed: true,
      },
    ]);
    if (harmless === undefined) throw new Error('no row');
    const store = await storeWith([harmless]);
    expect((await store.inventory(asked, 0, 8)).total).toBe(0);
    const wider = {
      ...harmless,
      version: 2,
      scope: actual({ permissions: { repository: {}, organization: { members: 'write' }, other: {} } }),
    };
    await store.commit(change({ writes: [write('active_tokens', wider, 1)] }), noon);
    expect((await store.inventory(asked, 0, 8)).tokens).toEqual([wider]);
  });
});
