import { describe, expect, it } from 'vitest';
import type { Excess, Lifetime, RepositoryAccess } from '../../src/domain/scope/agreement.ts';
import { english } from '../../src/wording/english.ts';
import { noon, repository, subset } from '../support/sample-scopes.ts';

describe('an excess in words', () => {
  const rows: readonly (readonly [Excess, string])[] = [
    [
      { kind: 'permission', group: 'repository', name: 'contents', agreed: 'read', actual: 'write' },
      'Contents: write (approved: read)',
    ],
    [
      { kind: 'permission', group: 'organization', name: 'members', agreed: null, actual: 'read' },
      'Organization members: read (approved: none)',
    ],
    [
      { kind: 'permission', group: 'other', name: 'invented_yesterday', agreed: null, actual: 'shout' },
      'invented_yesterday: shout (approved: none)',
    ],
    [{ kind: 'all_repositories' }, 'all repositories (approved: selected ones)'],
    [{ kind: 'repository', repository: repository(9, 'vault') }, 'the repository vault (not approved)'],
    [{ kind: 'never_expires' }, 'it never expires'],
    [
      { kind: 'expires_later', latestAt: noon, actualAt: noon + 86_400_000 },
      'it lasts until 10 June 2026 (approved: until 9 June 2026)',
    ],
  ];
  it.each(rows)('%o', (excess, words) => {
    expect(english.excess(excess, true)).toBe(words);
  });

  it('names the repositories that were approved where they are few, and known to whoever reads', () => {
    const all: Excess = { kind: 'all_repositories' };
    const site = { ...repository(2, 'site'), isPrivate: false };
    const both: RepositoryAccess = { selection: 'subset', repositories: [repository(1, 'vault'), site] };
    expect(english.excess(all, true, both)).toBe('all repositories (approved: vault and site)');
    expect(english.excess(all, false, both)).toBe('all repositories (approved: 2 repositories)');
    expect(english.excess(all, true, subset(1, 2, 3, 4))).toBe('all repositories (approved: 4 repositories)');
    expect(english.excess(all, true, { selection: 'none' })).toBe('all repositories (approved: none)');
  });

  it('does not name a private repository where it may not', () => {
    expect(english.excess({ kind: 'repository', repository: repository(9, 'vault') }, false)).not.toContain('vault');
    const known = { ...repository(9, 'site'), isPrivate: false };
    expect(english.excess({ kind: 'repository', repository: known }, false)).toContain('site');
  });
});

describe('a scope in words', () => {
  const lifetimes: readonly (readonly [Lifetime, string])[] = [
    [{ kind: 'days', days: 1 }, '1 day'],
    [{ kind: 'days', days: 30 }, '30 days'],
    [{ kind: 'date', date: '2027-03-03' }, 'until 3 March 2027'],
    [{ kind: 'until', at: noon }, 'until 9 June 2026'],
    [{ kind: 'never' }, 'no expiry'],
  ];
  it.each(lifetimes)('%o lasts so long', (lifetime, words) => {
    expect(english.lifetime(lifetime)).toBe(words);
  });

  const accesses: readonly (readonly [RepositoryAccess, string])[] = [
    [{ selection: 'none' }, 'public repositories only, read-only'],
    [subset(1), '1 selected repository'],
    [subset(1, 2), '2 selected repositories'],
    [{ selection: 'all' }, 'all repositories, including future ones'],
  ];
  it.each(accesses)('%o reaches so far', (access, words) => {
    expect(english.access(access)).toBe(words);
  });

  it('that never expires is never a date', () => {
    expect(english.expiry(null)).toBe('never expires');
  });
});

describe('the sentences', () => {
  const everyString = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyString) : [];
  };

  it.each(everyString(english))('%s: no exclamation, no emoji, no format of Slack’s', (said) => {
    expect(said).not.toMatch(/!|\p{Extended_Pictographic}|[*_~`<>]/u);
  });
});
