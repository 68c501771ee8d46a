import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { ActualScope } from '../../../src/domain/scope/agreement.ts';
import { permissionsFromValues } from '../../../src/domain/scope/permission-catalogue.ts';
import { summarise, unusedDays } from '../../../src/domain/tokens/baseline.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { actual, noon } from '../../support/sample-scopes.ts';
import { activeToken } from '../../support/sample-tokens.ts';

const now = noon + 200 * dayMs;

function withScope(id: number, scope: Partial<ActualScope>): ActiveToken {
  return activeToken(id, { scope: actual(scope), lastUsedAt: now });
}

describe('of the tokens that are there', () => {
  it('none make a summary of zeros', () => {
    expect(summarise([], now)).toEqual({
      total: 0,
      neverExpiring: 0,
      allRepositories: 0,
      dangerous: 0,
      unused: 0,
      soonest: [],
    });
  });

  it('each is counted for all that is true of it', () => {
    const worst = activeToken(1, {
      scope: actual({
        expiresAt: null,
        access: { selection: 'all' },
        permissions: permissionsFromValues(['members:write']).permissions,
      }),
      lastUsedAt: null,
    });
    const [harmless, reader] = [withScope(2, {}), withScope(3, { access: { selection: 'none' } })];
    expect(summarise([worst, harmless, reader], now)).toEqual({
      total: 3,
      neverExpiring: 1,
      allRepositories: 1,
      dangerous: 1,
      unused: 1,
      soonest: [harmless, reader],
    });
  });

  it.each([
    ['used today', now, 0],
    ['used exactly 90 days ago', now - 90 * dayMs, 0],
    ['used a moment longer ago', now - 90 * dayMs - 1, 1],
    ['never used', null, 1],
  ])('one that was %s is unused or not', (_, lastUsedAt, unused) => {
    expect(summarise([activeToken(1, { lastUsedAt })], now).unused).toBe(unused);
  });

  it('unused is what was not used in the 90 days that the message names', () => {
    expect(unusedDays).toBe(90);
  });

  it.each([
    ['organization_administration:write', 1],
    ['members:write', 1],
    ['organization_secrets:write', 1],
    ['organization_self_hosted_runners:write', 1],
    ['administration:write', 1],
    ['secrets:write', 1],
    ['workflows:write', 0],
    ['contents:write', 0],
    ['actions:write', 0],
    ['secret_scanning_alerts:read', 1],
    ['members:read', 0],
  ])('one with %s is dangerous or not', (value, dangerous) => {
    const { permissions } = permissionsFromValues([value]);
    expect(summarise([withScope(1, { permissions })], now).dangerous).toBe(dangerous);
  });

  it('one is dangerous for one of many things that it may do', () => {
    const { permissions } = permissionsFromValues(['contents:write', 'actions:write', 'workflows:write']);
    expect(summarise([withScope(1, { permissions })], now).dangerous).toBe(1);
  });

  it('the five that end first are named, the first one first, and none that never ends', () => {
    const ends = [40, null, 10, 60, 30, 20, 50];
    const tokens = ends.map((days, index) =>
      withScope(index, { expiresAt: days === null ? null : now + days * dayMs }),
    );
    const named = summarise(tokens, now).soonest.map(({ scope }) => ((scope.expiresAt ?? now) - now) / dayMs);
    expect(named).toEqual([10, 20, 30, 40, 50]);
  });
});
