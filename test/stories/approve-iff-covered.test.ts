import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActualScope, Lifetime, Permissions, Terms } from '../../src/domain/scope/agreement.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, makeToken } from '../support/people.ts';
import { oracleCovers } from '../support/scope-oracle.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const dayMs = 86_400_000;
const cases = 24;

type Asked = {
  readonly permissions: readonly string[];
  readonly access: 'none' | 'subset' | 'all';
  readonly repositories: readonly string[];
  readonly lifetime: '7' | '30' | 'none';
};
type Made = {
  readonly permissions: readonly string[];
  readonly access: 'none' | 'subset' | 'all';
  readonly repositories: readonly string[];
  readonly days: number | null;
};

const repositories = fc.subarray(['payments', 'website', 'release-tools'], { minLength: 1 });
const permissions = fc.subarray([
  'contents:read',
  'issues:write',
  'actions:read',
  'members:read',
  'organization_secrets:write',
]);
const asked: fc.Arbitrary<Asked> = fc.record({
  permissions,
  access: fc.constantFrom('subset', 'all', 'none'),
  repositories,
  lifetime: fc.constantFrom('7', '30', 'none'),
});

/** Near what was asked, else hardly any token would be covered. */
function near(one: Asked): fc.Arbitrary<Made> {
  const longest = one.lifetime === 'none' ? null : Number(one.lifetime);
  return fc.record({
    permissions: fc.oneof(
      { weight: 3, arbitrary: fc.subarray([...one.permissions]) },
      { weight: 1, arbitrary: permissions.map((more) => more.map((each) => each.replace(':read', ':write'))) },
    ),
    access: fc.oneof(
      { weight: 3, arbitrary: fc.constant(one.access) },
      { weight: 1, arbitrary: fc.constantFrom('none', 'subset', 'all') },
    ),
    repositories: fc.oneof(
      { weight: 3, arbitrary: fc.subarray([...one.repositories], { minLength: 1 }) },
      { weight: 1, arbitrary: repositories },
    ),
    days: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: longest ?? 90 }) },
      { weight: 1, arbitrary: fc.constantFrom(null, 31, 33, 366) },
    ),
  });
}

const groups: Readonly<Record<string, keyof Permissions>> = {
  members: 'organization',
  organization_secrets: 'organization',
};

function grouped(values: readonly string[]): Permissions {
  const all = { repository: {} as Record<string, string>, organization: {} as Record<string, string>, other: {} };
  for (const value of values) {
    const [name = '', level = ''] = value.split(':');
    const group = groups[name] ?? 'repository';
    if (group !== 'other') all[group][name] = level;
  }
  return all;
}

/** What GitHub has made of it, in the words of the oracle. */
function actualOf(
  token: LocalToken,
  scope: NonNullable<LocalToken['pending'] | LocalToken['grant']>,
  createdAt: number,
): ActualScope {
  return {
    permissions: scope.permissions,
    access:
      scope.selection === 'subset'
        ? {
            selection: 'subset',
            repositories: scope.repositories.map(({ id, name, isPrivate }) => ({ id: id as never, name, isPrivate })),
          }
        : { selection: scope.selection },
    createdAt,
    expiresAt: token.expiresAt?.getTime() ?? null,
  };
}

function agreementOf(world: TestWorld, one: Asked): Terms {
  const known = world.github.state.organization('acme')?.repositories ?? [];
  const lifetime: Lifetime = one.lifetime === 'none' ? { kind: 'never' } : { kind: 'days', days: Number(one.lifetime) };
  return {
    permissions: grouped(one.permissions),
    access:
      one.access === 'subset'
        ? {
            selection: 'subset',
            repositories: known
              .filter(({ name }) => one.repositories.includes(name))
              .map(({ id, name, isPrivate }) => ({ id: id as never, name, isPrivate })),
          }
        : { selection: one.access },
    lifetime,
    agreedAt: world.now(),
    lapsesAt: world.now() + 7 * dayMs,
  };
}

const noRepositories = (values: readonly string[]): readonly string[] =>
  values.filter((value) => (groups[value.split(':')[0] ?? ''] ?? '') === 'organization');

describe('approve is called on GitHub if and only if the actual scope is covered', () => {
  it('by what an oracle says that shares no code with the rule', async () => {
    const world = await startWorld({
      policy: policyText().replace('never_expires: false', 'never_expires: true'),
    });
    const pairs = fc.sample(
      asked
        // GitHub's form gives no repository permission to a token without repositories.
        .map((one) => (one.access === 'none' ? { ...one, permissions: noRepositories(one.permissions) } : one))
        // Ours asks for one at least.
        .filter(({ permissions }) => permissions.length > 0)
        .chain((one) => near(one).map((made) => ({ one, made }))),
      { numRuns: cases, seed: 20270301 },
    );
    const verdicts = { covered: 0, held: 0 };
    for (const [index, { one, made }] of pairs.entries()) {
      const name = `case-${index}`;
      // What one person asks for within ten minutes stands in one list.
      world.moveClock(11 * 60);
      await askForToken(world, cast.mona.slackId, {
        token_name: name,
        lifetime: one.lifetime,
        repository_access: one.access,
        repositories: one.access === 'subset' ? one.repositories : [],
        permissions: one.permissions,
      });
      await approve(world, `requests “${name}`);
      const agreement = agreementOf(world, one);
      const createdAt = world.now();
      const before = world.github.state.reviews.length;
      const token = await makeToken(world, {
        name,
        permissions: grouped(made.access === 'none' ? noRepositories(made.permissions) : made.permissions),
        repositorySelection: made.access,
        repositories: made.repositories,
        expiresAt: made.days === null ? null : new Date(createdAt + made.days * dayMs),
      });
      const scope = token.pending ?? token.grant;
      if (scope === null) throw new Error('the token is gone');
      const isCovered = oracleCovers(agreement, actualOf(token, scope, createdAt));
      expect({ index, one, made, approvals: world.github.state.reviews.length - before }).toEqual({
        index,
        one,
        made,
        approvals: isCovered ? 1 : 0,
      });
      verdicts[isCovered ? 'covered' : 'held'] += 1;
      // What is left of this case must not be matched by the next one's token.
      if (!isCovered) {
        world.github.people.cancelRequest(token.tokenId);
        await world.slack.command(cast.mona.slackId, `/pat withdraw ${index + 1}`);
        await world.settle();
      }
    }
    expect(Math.min(verdicts.covered, verdicts.held)).toBeGreaterThan(cases / 5);
  }, 120_000);
});
