import { describe, expect, it } from 'vitest';
import { standingOfRequest } from '../../../src/domain/requests/request-standing.ts';
import type { RequestStatus } from '../../../src/domain/requests/request-status.ts';
import type { ActiveTokenStatus } from '../../../src/domain/tokens/token.ts';
import { grant } from '../../support/sample-dossiers.ts';
import { pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const made = pendingRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) });

describe('a request stands', () => {
  it.each<readonly [RequestStatus, string]>([
    ['pending', 'pending'],
    ['approved', 'approved'],
    ['claimed', 'approved'],
    ['denied', 'denied'],
    ['withdrawn', 'withdrawn'],
    ['lapsed', 'lapsed'],
    ['ended', 'ended'],
  ])('where it is %s: %s, whatever else its token is', (status, standing) => {
    expect(standingOfRequest({ ...made, status }, [grant()], 'active')).toBe(standing);
  });

  it.each<ActiveTokenStatus>(['active', 'exceeding', 'revoking', 'revoked', 'expired', 'gone'])(
    'where its token does, which is %s',
    (status) => {
      expect(standingOfRequest(made, [grant({ status })], null)).toBe(status);
    },
  );

  it('where the newest grant of its own token does', () => {
    const grants = [
      grant({ accessGrantedAt: noon + 1, status: 'gone' }),
      grant({ accessGrantedAt: noon + 3, status: 'revoked' }),
      grant({ accessGrantedAt: noon + 2, status: 'active' }),
      grant({ accessGrantedAt: noon + 4, status: 'expired', tokenId: tokenId(71) }),
    ];
    expect(standingOfRequest(made, grants, null)).toBe('revoked');
    expect(standingOfRequest(made, grants.toReversed(), null)).toBe('revoked');
  });

  it('where its classic token does, and where it was decided if GitHub shows none', () => {
    expect(standingOfRequest(made, [], 'gone')).toBe('gone');
    expect(standingOfRequest(made, [grant({ tokenId: tokenId(71) })], null)).toBe('approved');
  });
});
