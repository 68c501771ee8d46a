import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import { redactCredentials } from '../../../src/domain/credential.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { ListedActiveToken } from '../../../src/domain/tokens/sighting.ts';
import { isAsListed, isOfSubset, type StoredGrant } from '../../../src/domain/tokens/stored-grant.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { sampleCredentials } from '../../support/sample-credentials.ts';
import { grant, listedActive } from '../../support/sample-dossiers.ts';
import { actual, noon, permissions } from '../../support/sample-scopes.ts';

function stored(row: ActiveToken): StoredGrant {
  return { ...row, scope: canonicalJson(row.scope) };
}

describe('whether the list shows a grant just as our row has it', () => {
  it('holds where nothing differs, the repositories as they were read last', () => {
    expect(isAsListed(stored(grant()), listedActive())).toBe(true);
    expect(
      isAsListed(stored(grant({ scope: actual({ createdAt: null }) })), listedActive({ tokenName: ' nightly ' })),
    ).toBe(true);
    expect(isAsListed(stored(grant()), listedActive({ lastUsedAt: noon + dayMs - 1 }))).toBe(true);
  });

  it.each<[string, Partial<ListedActiveToken>]>([
    ['selection', { selection: 'all' }],
    ['name', { tokenName: 'renamed' }],
    ['login', { holder: { ...grant().holder, login: 'monalisa' } }],
    ['use', { lastUsedAt: noon + dayMs }],
    ['permissions', { permissions: permissions({ repository: { contents: 'write' } }) }],
    ['end', { expiresAt: null }],
  ])('and not with another %s', (_, listed) => {
    expect(isAsListed(stored(grant()), listedActive(listed))).toBe(false);
  });

  it('compares names as they are kept', () => {
    const credential = sampleCredentials[0]?.[1] ?? '';
    const kept = redactCredentials(credential);
    expect(kept).not.toBe(credential);
    expect(isAsListed(stored(grant({ tokenName: kept })), listedActive({ tokenName: credential }))).toBe(true);
  });

  it('tells each selection of repositories from each other one', () => {
    const selections = ['all', 'none', 'subset'] as const;
    for (const kept of selections) {
      const access =
        kept === 'subset' ? ({ selection: kept, repositories: [] } as const) : ({ selection: kept } as const);
      const row = stored(grant({ scope: actual({ access }) }));
      expect(selections.filter((selection) => isAsListed(row, listedActive({ selection })))).toEqual([kept]);
      expect(isOfSubset(row)).toBe(kept === 'subset');
    }
  });

  it('is not misled by a repository or a permission that is called like a part of the row', () => {
    const name = 'x"}],"selection":"subset"},"createdAt":null,"expiresAt":null,"permissions":{}}';
    const repositories = [{ id: 1 as never, name, isPrivate: true }];
    const row = stored(grant({ scope: actual({ access: { selection: 'subset', repositories } }) }));
    expect(isAsListed(row, listedActive({ expiresAt: null, permissions: permissions({}) }))).toBe(false);
    expect(isAsListed(row, listedActive())).toBe(true);
  });
});
