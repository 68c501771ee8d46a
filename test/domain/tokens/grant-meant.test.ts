import { describe, expect, it } from 'vitest';
import { grantMeant } from '../../../src/domain/tokens/grant-meant.ts';
import type { ActiveTokenStatus } from '../../../src/domain/tokens/token.ts';
import { grant } from '../../support/sample-dossiers.ts';

const named = (status: ActiveTokenStatus) => grant({ id: 'named', status });
const other = (id: string, status: ActiveTokenStatus) => grant({ id, status });

describe('a grant that a button names', () => {
  it.each<readonly [string, ActiveTokenStatus, readonly [string, ActiveTokenStatus][], string]>([
    ['is itself while it works', 'active', [['newer', 'active']], 'named'],
    ['is itself while it goes past its Agreement', 'exceeding', [['newer', 'active']], 'named'],
    ['is itself while it is being revoked', 'revoking', [['newer', 'active']], 'named'],
    ['gave way to the one that works', 'gone', [['newer', 'active']], 'newer'],
    ['gave way to the one that goes past its Agreement', 'gone', [['newer', 'exceeding']], 'newer'],
    ['gave way to the one that is being revoked', 'gone', [['newer', 'revoking']], 'newer'],
    ['was revoked before its token was let in anew', 'revoked', [['newer', 'active']], 'newer'],
    ['had expired before its token was let in anew', 'expired', [['newer', 'active']], 'newer'],
    [
      'gave way to the newest that works',
      'gone',
      [
        ['newer', 'active'],
        ['newest', 'active'],
        ['last', 'gone'],
      ],
      'newest',
    ],
    ['is itself where none works', 'gone', [['newer', 'revoked']], 'named'],
    ['is itself where it was the only one', 'gone', [], 'named'],
  ])('%s', (_, status, others, meant) => {
    const grants = [named(status), ...others.map(([id, of]) => other(id, of))];
    expect(grantMeant(named(status), grants).id).toBe(meant);
  });
});
