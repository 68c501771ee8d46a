import { describe, expect, it } from 'vitest';
import { wayToRenew } from '../../../src/domain/requests/way-to-renew.ts';
import type { ActiveTokenStatus } from '../../../src/domain/tokens/token.ts';
import { grant } from '../../support/sample-dossiers.ts';
import { approvedRequest } from '../../support/sample-requests.ts';
import { actual, permissions, subset } from '../../support/sample-scopes.ts';

const { scope } = approvedRequest(9);
const within = actual({ permissions: scope.permissions, access: scope.access });

describe('an approved renewal', () => {
  it.each<readonly [ActiveTokenStatus, string]>([
    ['active', 'regenerate'],
    ['exceeding', 'regenerate'],
    ['expired', 'regenerate'],
    ['revoking', 'instead'],
    ['revoked', 'instead'],
    ['gone', 'instead'],
  ])('of a token that is %s is used by: %s', (status, way) => {
    expect(wayToRenew({ scope }, grant({ status, scope: within }))).toBe(way);
  });

  it.each<readonly [string, Partial<typeof within>, string]>([
    ['ends later than approved', { expiresAt: null }, 'regenerate'],
    ['may do more than approved', { permissions: permissions({ repository: { contents: 'admin' } }) }, 'beside'],
    ['reaches more than approved', { access: { selection: 'all' } }, 'beside'],
    ['reaches less than approved', { access: subset() }, 'regenerate'],
  ])('of one that %s', (_, some, way) => {
    expect(wayToRenew({ scope }, grant({ scope: { ...within, ...some } }))).toBe(way);
  });

  it('of one that we don’t know is used by regenerating it', () => {
    expect(wayToRenew({ scope }, null)).toBe('regenerate');
  });
});
