import { describe, expect, it } from 'vitest';
import { refuse } from '../../../src/domain/refusal.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import {
  hasEndToMove,
  isRenewable,
  letInAnother,
  mayOfferRenewal,
  objectionToRenewal,
} from '../../../src/domain/tokens/renewable.ts';
import type { ActiveToken, ActiveTokenStatus } from '../../../src/domain/tokens/token.ts';
import { dossier, grant, now, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, noon } from '../../support/sample-scopes.ts';

const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;
const ended = grant({ id: 'active-of-before', status: 'revoked', revocation });

describe('a token', () => {
  it.each<readonly [status: ActiveTokenStatus, isOne: boolean]>([
    ['active', true],
    ['exceeding', true],
    ['expired', true],
    ['revoking', false],
    ['revoked', false],
    ['gone', false],
  ])('that is %s can be renewed: %s', (status, isOne) => {
    const token = grant({ status });
    const alone = dossier({ activeTokens: [grant()] });
    expect(isRenewable(alone, token)).toBe(isOne);
    expect(objectionToRenewal(alone, token, [])).toEqual(
      isOne ? null : refuse({ why: 'nothing_to_renew', tokenName: token.tokenName, status, ended: null }),
    );
  });

  it('that somebody ended can’t be renewed, though GitHub shows it again', () => {
    const known = dossier({ activeTokens: [ended, grant()] });
    expect(isRenewable(known, grant())).toBe(false);
    expect(objectionToRenewal(known, grant(), [])).toEqual(
      refuse({
        ...{ why: 'nothing_to_renew', tokenName: grant().tokenName, status: 'active' },
        ended: { how: 'revoked', by: bea.slackId, at: ended.changedAt, undone: null },
      }),
    );
  });

  it('whose revocation GitHub refused can’t be renewed, and whoever asks hears just that', () => {
    const kept = grant({ revocation: { ...revocation, refused: 'github_refused' } });
    expect(objectionToRenewal(dossier({ activeTokens: [kept] }), kept, [])).toMatchObject({
      ended: { how: 'revoked', by: bea.slackId, at: noon, undone: 'refused' },
    });
  });

  it('that was ended on GitHub was ended by nobody we know in Slack', () => {
    const lost = grant({ id: 'active-of-before', status: 'gone', changedAt: noon + 1 });
    expect(objectionToRenewal(dossier({ activeTokens: [lost] }), lost, [])).toMatchObject({
      ended: { how: 'lost', by: null, undone: null },
    });
  });

  it.each(['denied', 'closed'] as const)('of which an edit is %s can be renewed as before', (status) => {
    const known = dossier({ activeTokens: [grant()], pendingTokens: [waiting({ status, changedAt: now })] });
    expect(isRenewable(known, grant())).toBe(true);
    expect(objectionToRenewal(known, grant(), [])).toBeNull();
  });

  it('that never ends has nothing to renew', () => {
    const endless = grant({ scope: actual({ expiresAt: null }) });
    expect(hasEndToMove(endless)).toBe(false);
    expect(objectionToRenewal(dossier(), endless, [])).toMatchObject({
      ...{ why: 'nothing_to_renew', status: 'active', ended: null },
    });
  });

  it('whose holder alone took its end away can have it agreed to', () => {
    const prolonged = grant({ status: 'exceeding', scope: actual({ expiresAt: null }) });
    expect(hasEndToMove(prolonged)).toBe(true);
    expect(objectionToRenewal(dossier(), prolonged, [])).toBeNull();
  });

  it('that ends can be renewed', () => {
    expect(hasEndToMove(grant())).toBe(true);
  });
});

describe('a token whose renewal was asked for before', () => {
  it('is not asked for twice while that is open', () => {
    const renewals = [pendingRequest(8, { status: 'denied' }), approvedRequest(9)];
    expect(objectionToRenewal(dossier(), grant(), renewals)).toEqual(
      refuse({ why: 'renewal_open', number: requestNumber(9), tokenName: grant().tokenName }),
    );
  });

  const later = { kind: 'expires_later', latestAt: noon, actualAt: noon + 1 } as const;
  const prolonged = { status: 'exceeding', excess: [later] } as const;
  it.each<[string, Partial<ActiveToken>, TokenRequest, boolean]>([
    ['can be asked for all the same by whoever went past what was approved', prolonged, approvedRequest(9), true],
    ['waits for the answer to what they asked for', prolonged, pendingRequest(9), false],
    [
      'is not asked for by whoever made it wider besides',
      { status: 'exceeding', excess: [later, { kind: 'all_repositories' }] },
      approvedRequest(9),
      false,
    ],
    ['is not asked for twice where it is within by now', { excess: [later] }, approvedRequest(9), false],
  ])('%s', (_, row, renewal, mayAsk) => {
    expect(objectionToRenewal(dossier(), grant(row), [renewal]) === null).toBe(mayAsk);
  });

  it('can be renewed again once each is over', () => {
    const renewals = [pendingRequest(8, { status: 'denied' }), approvedRequest(9, { status: 'fulfilled' })];
    expect(objectionToRenewal(dossier(), grant(), renewals)).toBeNull();
  });
});

describe('a renewal', () => {
  const renews = { tokenId: tokenId(5), activeTokenId: 'a', requestNumber: null, tokenName: 'nightly', endsAt: noon };
  const letIn = { status: 'fulfilled', renews, claimedByTokenId: tokenId(6) } as const;
  it.each<readonly [behaviour: string, some: Partial<TokenRequest>, isAnother: boolean]>([
    ['that let in a new token put that in its place', {}, true],
    ['that the token itself used put none in its place', { claimedByTokenId: tokenId(5) }, false],
    ['that nothing used yet put none in its place', { status: 'claimed' }, false],
    ['is no request of a token of its own', { renews: null }, false],
  ])('%s', (_, some, isAnother) => {
    expect(letInAnother(pendingRequest(8, { ...letIn, ...some }))).toBe(isAnother);
  });
});

describe('a renewal is offered', () => {
  it.each<readonly [string, Partial<ActiveToken>, boolean]>([
    ['of an active token', {}, true],
    ['of one that its holder prolonged', { status: 'exceeding' }, true],
    ['not of one that never ends', { scope: actual({ expiresAt: null }) }, false],
    ['not of one that has expired', { status: 'expired' }, false],
    ['not of one that is being revoked', { status: 'revoking', revocation }, false],
    ['not of one whose revocation GitHub refused', { revocation: { ...revocation, refused: 'github_refused' } }, false],
    ['of one whose revocation came to nothing', { revocation: { ...revocation, refused: 'not_an_owner' } }, true],
  ])('%s', (_, some, may) => {
    expect(mayOfferRenewal(grant(some))).toBe(may);
  });
});
