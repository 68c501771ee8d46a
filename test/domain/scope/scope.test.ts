import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import { breadth, covers, excess, isExactly, latestEnd } from '../../../src/domain/scope/scope.ts';
import { actual, agreement, noon, permissions, repository, subset } from '../../support/sample-scopes.ts';

const hourMs = 3_600_000;

describe('permissions', () => {
  it.each([
    ['the agreed level', { contents: 'write' }, { contents: 'write' }, true],
    ['a lower level', { contents: 'write' }, { contents: 'read' }, true],
    ['a higher level', { contents: 'read' }, { contents: 'write' }, false],
    ['admin over write', { contents: 'write' }, { contents: 'admin' }, false],
    ['one that was not agreed', { contents: 'read' }, { issues: 'read' }, false],
    ['a level nobody knows', { contents: 'admin' }, { contents: 'maintain' }, false],
    ['the same unknown level', { contents: 'maintain' }, { contents: 'maintain' }, true],
    ['another unknown level', { contents: 'maintain' }, { contents: 'triage' }, false],
    ['an unknown name that was agreed', { invented: 'write' }, { invented: 'read' }, true],
    ['an unknown name that was not', { contents: 'write' }, { invented: 'read' }, false],
    ['the metadata that GitHub adds', { contents: 'read' }, { metadata: 'read' }, true],
    ['metadata at a level that GitHub does not add', { contents: 'read' }, { metadata: 'write' }, false],
    ['a name that every object has', {}, { toString: 'read' }, false],
    ['constructor, not agreed', {}, { constructor: 'read' }, false],
  ])('%s', (_, agreed, has, isCovered) => {
    const one = agreement({ permissions: permissions({ repository: agreed }) });
    const other = actual({ permissions: permissions({ repository: has as Record<string, string> }) });
    expect(covers(one, other)).toBe(isCovered);
  });

  it('do not pass from one group to another', () => {
    const one = agreement({ permissions: permissions({ organization: { secrets: 'write' } }) });
    const other = actual({ permissions: permissions({ repository: { secrets: 'read' } }) });
    expect(excess(one, other)).toEqual([
      { kind: 'permission', group: 'repository', name: 'secrets', agreed: null, actual: 'read' },
    ]);
  });

  it('of an account exceed unless they were agreed', () => {
    const other = actual({ permissions: permissions({ other: { gists: 'write' } }) });
    expect(excess(agreement(), other)).toMatchObject([{ group: 'other', name: 'gists', agreed: null }]);
    expect(covers(agreement({ permissions: permissions({ other: { gists: 'write' } }) }), other)).toBe(true);
  });

  it('named __proto__ are compared like any other', () => {
    const has = JSON.parse('{"__proto__":"write"}') as Record<string, string>;
    const other = actual({ permissions: permissions({ repository: has }) });
    expect(excess(agreement(), other)).toMatchObject([{ name: '__proto__', agreed: null, actual: 'write' }]);
    expect(covers(agreement({ permissions: permissions({ repository: has }) }), other)).toBe(true);
  });

  it('imply metadata where repositories were agreed, though no permission there was', () => {
    const none = permissions({ organization: { members: 'read' } });
    const agreed = agreement({ permissions: none, access: subset(1) });
    const adds = (group: 'repository' | 'organization') => {
      const has = { ...none, [group]: { ...none[group], metadata: 'read' } };
      return covers(agreed, actual({ permissions: has, access: subset(1) }));
    };
    // GitHub adds it for repositories: one of that name elsewhere is another.
    expect([adds('repository'), adds('organization')]).toEqual([true, false]);
  });

  it('do not imply metadata where neither a repository nor a repository permission was agreed', () => {
    const one = agreement({
      permissions: permissions({ organization: { members: 'read' } }),
      access: { selection: 'none' },
    });
    const other = actual({
      permissions: permissions({ repository: { metadata: 'read' } }),
      access: { selection: 'none' },
    });
    expect(covers(one, other)).toBe(false);
  });

  it('say what was agreed and what is there', () => {
    const other = actual({ permissions: permissions({ repository: { contents: 'write' } }) });
    expect(excess(agreement(), other)).toEqual([
      { kind: 'permission', group: 'repository', name: 'contents', agreed: 'read', actual: 'write' },
    ]);
  });
});

describe('repositories', () => {
  const all = { selection: 'all' } as const;
  const none = { selection: 'none' } as const;
  it.each([
    ['all within all', all, all, true],
    ['some within all', all, subset(1, 9), true],
    ['none within some', subset(1), none, true],
    ['fewer than agreed', subset(1, 2), subset(2), true],
    ['none within none', none, none, true],
    ['all is not within some, not even the only one there is', subset(1), all, false],
    ['some are not within none', none, subset(1), false],
    ['all is not within none', none, all, false],
    ['one more than agreed', subset(1, 2), subset(1, 2, 3), false],
  ])('%s', (_, agreed, has, isCovered) => {
    expect(covers(agreement({ access: agreed }), actual({ access: has }))).toBe(isCovered);
  });

  it('that were made again under the same name exceed', () => {
    const one = agreement({ access: { selection: 'subset', repositories: [repository(1, 'site')] } });
    const again = repository(2, 'site');
    expect(excess(one, actual({ access: { selection: 'subset', repositories: [again] } }))).toEqual([
      { kind: 'repository', repository: again },
    ]);
  });

  it('that were renamed are still the same', () => {
    const one = agreement({ access: { selection: 'subset', repositories: [repository(1, 'site')] } });
    expect(covers(one, actual({ access: { selection: 'subset', repositories: [repository(1, 'www')] } }))).toBe(true);
  });

  it('are said as one excess where the token has all', () => {
    expect(excess(agreement(), actual({ access: all }))).toEqual([{ kind: 'all_repositories' }]);
  });
});

describe('lifetime', () => {
  const days = { kind: 'days', days: 30 } as const;
  const lapsesAt = noon + 7 * dayMs;
  it.each([
    ['a day of grace over the days from its creation', noon, lapsesAt, noon + 31 * dayMs],
    ['created late, before the lapse', noon + 6 * dayMs, lapsesAt, noon + 37 * dayMs],
    ['created after the lapse: counted from the lapse', noon + 20 * dayMs, lapsesAt, noon + 38 * dayMs],
    ['creation unknown: counted from the lapse', null, lapsesAt, noon + 38 * dayMs],
    ['no lapse: counted from the creation', noon + 20 * dayMs, null, noon + 51 * dayMs],
    ['neither: counted from the agreement', null, null, noon + 31 * dayMs],
  ])('in days: %s', (_, createdAt, lapses, latest) => {
    const agreed = agreement({ lifetime: days, lapsesAt: lapses });
    expect(covers(agreed, actual({ createdAt, expiresAt: latest }))).toBe(true);
    expect(excess(agreed, actual({ createdAt, expiresAt: latest + 1 }))).toEqual([
      // The day of grace is GitHub’s: nobody agreed to it.
      { kind: 'expires_later', latestAt: latest - dayMs, actualAt: latest + 1 },
    ]);
  });

  it('agreed as a date ends at the latest at noon UTC of the next day', () => {
    const agreed = agreement({ lifetime: { kind: 'date', date: '2026-06-30' } });
    const latest = Date.UTC(2026, 6, 1, 12);
    expect(covers(agreed, actual({ expiresAt: latest }))).toBe(true);
    expect(excess(agreed, actual({ expiresAt: latest + 1 }))).toEqual([
      { kind: 'expires_later', latestAt: Date.UTC(2026, 6, 1) - 1, actualAt: latest + 1 },
    ]);
  });

  it('agreed as an invalid date admits nothing', () => {
    const agreed = agreement({ lifetime: { kind: 'date', date: '2026-02-30' } });
    expect(covers(agreed, actual({ expiresAt: 0 }))).toBe(false);
  });

  it('agreed as an instant has no grace', () => {
    const agreed = agreement({ lifetime: { kind: 'until', at: noon } });
    expect(covers(agreed, actual({ expiresAt: noon }))).toBe(true);
    expect(covers(agreed, actual({ expiresAt: noon + 1 }))).toBe(false);
  });

  it.each([
    ['days', days],
    ['a date', { kind: 'date', date: '9999-12-31' }],
    ['an instant', { kind: 'until', at: Number.MAX_SAFE_INTEGER }],
  ] as const)('agreed as %s does not cover a token that never expires', (_, lifetime) => {
    expect(excess(agreement({ lifetime }), actual({ expiresAt: null }))).toEqual([{ kind: 'never_expires' }]);
  });

  it('agreed as never covers every end', () => {
    const agreed = agreement({ lifetime: { kind: 'never' } });
    expect(latestEnd(agreed, null)).toBeNull();
    expect(covers(agreed, actual({ expiresAt: null }))).toBe(true);
    expect(covers(agreed, actual({ expiresAt: noon + 5_000 * dayMs }))).toBe(true);
  });

  it('that cannot be measured is not covered', () => {
    expect(covers(agreement(), actual({ expiresAt: Number.NaN }))).toBe(false);
    expect(covers(agreement({ lifetime: { kind: 'days', days: Number.NaN } }), actual())).toBe(false);
  });
});

describe('isExactly', () => {
  it.each([
    ['the same but for the metadata that GitHub adds', actual(), true],
    ['the same with a shorter life', actual({ expiresAt: noon + hourMs }), true],
    ['repositories in another order', actual({ access: subset(2, 1) }), true],
    ['fewer repositories', actual({ access: subset(1) }), false],
    ['fewer permissions', actual({ permissions: permissions({ repository: { metadata: 'read' } }) }), false],
    ['no repositories', actual({ access: { selection: 'none' } }), false],
    ['more than agreed', actual({ access: subset(1, 2, 3) }), false],
    ['a longer life', actual({ expiresAt: noon + 90 * dayMs }), false],
  ])('%s', (_, other, isExact) => {
    expect(isExactly(agreement(), other)).toBe(isExact);
  });

  it.each([
    [
      'all repositories were agreed, and it reaches none',
      { access: { selection: 'all' } },
      { access: { selection: 'none' } },
    ],
    ['some were agreed, and it reaches none', { access: subset() }, { access: { selection: 'none' } }],
    [
      'metadata was agreed for writing, and is there for reading',
      { permissions: permissions({ repository: { metadata: 'write' } }) },
      { permissions: permissions({ repository: { metadata: 'read' } }) },
    ],
    [
      'a permission of that name was agreed for the organization, where GitHub adds none',
      { permissions: permissions({ organization: { metadata: 'read' } }) },
      { permissions: permissions() },
    ],
  ] as const)('is not said where %s', (_, agreed, has) => {
    expect(covers(agreement(agreed), actual(has))).toBe(true);
    expect(isExactly(agreement(agreed), actual(has))).toBe(false);
  });

  it('is said of the same permissions in another order', () => {
    const one = agreement({ permissions: permissions({ repository: { contents: 'read', issues: 'write' } }) });
    const other = actual({ permissions: permissions({ repository: { issues: 'write', contents: 'read' } }) });
    expect(isExactly(one, other)).toBe(true);
  });

  it('is not said of a lower level', () => {
    const agreed = agreement({ permissions: permissions({ repository: { contents: 'write' } }) });
    expect(covers(agreed, actual())).toBe(true);
    expect(isExactly(agreed, actual())).toBe(false);
  });
});

describe('breadth', () => {
  const never = Number.POSITIVE_INFINITY;
  const end = noon + 38 * dayMs;
  it.each([
    ['no repository', { access: { selection: 'none' } }, [0, 1, end]],
    ['two repositories', { access: subset(1, 2) }, [2, 1, end]],
    ['all repositories', { access: { selection: 'all' } }, [never, 1, end]],
    ['no permission', { permissions: permissions() }, [2, 0, end]],
    ['a lower level', { permissions: permissions({ repository: { contents: 'read' } }) }, [2, 1, end]],
    ['a higher level', { permissions: permissions({ repository: { contents: 'write' } }) }, [2, 2, end]],
    ['the highest level', { permissions: permissions({ repository: { contents: 'admin' } }) }, [2, 3, end]],
    ['a level above all', { permissions: permissions({ repository: { contents: 'maintain' } }) }, [2, 9, end]],
    [
      'permissions of every group',
      {
        permissions: permissions({
          repository: { contents: 'write', issues: 'read' },
          organization: { members: 'read' },
          other: { gists: 'write' },
        }),
      },
      [2, 6, end],
    ],
    ['no end', { lifetime: { kind: 'never' } }, [2, 1, never]],
  ] as const)('counts where, what and how long: %s', (_, some, counted) => {
    expect(breadth(agreement(some))).toEqual(counted);
  });
});
