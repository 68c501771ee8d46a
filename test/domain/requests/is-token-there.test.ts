import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { isTokenThere } from '../../../src/domain/requests/is-token-there.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import type { ActiveToken, PendingToken } from '../../../src/domain/tokens/token.ts';
import { pendingClassic } from '../../support/sample-classic.ts';
import { grant, now, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { otto } from '../../support/sample-people.ts';
import { pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual } from '../../support/sample-scopes.ts';

const requested = pendingRequest(9);
const awaits = { match: { kind: 'awaits', number: requestNumber(9) } } as const;
const isThere = (request: TokenRequest, token: PendingToken | null, active: ActiveToken | null): boolean =>
  isTokenThere(request, token === null ? [] : [token], active === null ? [] : [active], now);

it('a token is not there where there is none', () => {
  expect(isThere(requested, null, null)).toBe(false);
});

it('no token is there of a request for a classic one', () => {
  expect(isThere(pendingClassic(9), waiting(awaits), grant({ agreement: null }))).toBe(false);
});

describe('a token that waits', () => {
  const exceeds = { kind: 'exceeds', number: requestNumber(7), excess: [{ kind: 'all_repositories' }] } as const;

  it.each<readonly [string, Partial<PendingToken>, boolean]>([
    ['for the request’s decision', awaits, true],
    ['for the decision on another', { match: { kind: 'awaits', number: requestNumber(8) } }, false],
    ['for nothing that we know', {}, false],
    ['since it was edited past its own, as the request would allow', { match: exceeds }, true],
    ['edited so under a name in capitals', { match: exceeds, tokenName: ' NIGHTLY' }, true],
    ['edited so under another name', { match: exceeds, tokenName: 'else' }, false],
    ['edited past the request too', { match: exceeds, scope: actual({ access: { selection: 'all' } }) }, false],
    ['edited so, and is held whatever covers it', { match: exceeds, heldWhy: 'github_refused' }, false],
    ['edited so by somebody else', { match: exceeds, holder: otto }, false],
  ])('%s', (_, some, expected) => {
    expect(isThere(requested, waiting(some), null)).toBe(expected);
  });
});

describe('a token that is active', () => {
  const excess = [{ kind: 'all_repositories' }] as const;

  it.each<readonly [string, Partial<ActiveToken>, boolean]>([
    ['and that nobody agreed to', { agreement: null }, true],
    ['and that nobody agreed to, of another name', { agreement: null, tokenName: 'else' }, false],
    ['and was before anybody could be asked', { agreement: null, isBaseline: true }, false],
    ['and has come to exceed what was agreed since', { isBaseline: true, excess }, true],
    ['as was agreed', {}, false],
    ['no more', { agreement: null, status: 'revoked' }, false],
    ['until its revocation is through', { agreement: null, status: 'revoking' }, false],
    ['in another organization', { agreement: null, organizationId: 2 as OrganizationId }, false],
  ])('%s', (_, some, expected) => {
    expect(isThere(requested, null, grant(some))).toBe(expected);
  });

  const renews = { tokenId: tokenId(70), activeTokenId: '', requestNumber: null, tokenName: 'nightly', endsAt: null };
  const renewal = pendingRequest(9, { renews });

  it.each<readonly [string, Partial<ActiveToken>, boolean]>([
    ['prolonged already, whatever its name is by now', { excess, tokenName: 'else' }, true],
    ['as was agreed', {}, false],
    ['though nobody agreed to it', { agreement: null }, false],
    ['and another one', { tokenId: tokenId(71), excess }, false],
  ])('and is to be renewed: %s', (_, some, expected) => {
    expect(isThere(renewal, null, grant(some))).toBe(expected);
  });
});
