import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs, type OrganizationId, type SlackUserId } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { isHandedOver, offerToEnd } from '../../../src/domain/tokens/is-handed-over.ts';
import { renewedBy } from '../../../src/domain/tokens/renewed-by.ts';
import { dossier, grant, now, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon, permissions } from '../../support/sample-scopes.ts';

const row = grant();
const agreedEnd = noon + 30 * dayMs;
const renews = {
  tokenId: row.tokenId,
  activeTokenId: row.id,
  requestNumber: requestNumber(7),
  tokenName: row.tokenName,
  endsAt: agreedEnd,
};
const agreed = agreement({ lifetime: { kind: 'days', days: 60 }, agreedAt: now, lapsesAt: now + 7 * dayMs });
const renewal = approvedRequest(9, { agreement: agreed, renews });
const endless = { ...renewal, renews: { ...renews, endsAt: null } };
const unending = agreement({ lifetime: { kind: 'never' } });
const longer = actual({ expiresAt: now + 50 * dayMs });
const writes = permissions({ repository: { contents: 'write' } });

/** Approved for so many days from now; 29 are left. */
function shorter(days: number): TokenRequest {
  const lifetime = { kind: 'days', days } as const;
  return { ...renewal, scope: { ...renewal.scope, lifetime }, agreement: { ...agreed, lifetime } };
}
const soon = actual({ expiresAt: now + 5 * dayMs });
const forEver: TokenRequest = {
  ...renewal,
  ...{
    scope: { ...renewal.scope, lifetime: { kind: 'never' } },
    agreement: { ...agreed, lifetime: { kind: 'never' } },
  },
};

function by(request: TokenRequest, seen = longer, some: Partial<Dossier> = {}, token = row, at = now) {
  return renewedBy(dossier({ requests: [request], ...some }), token, seen, at)?.request.number ?? null;
}

describe('a token that was regenerated', () => {
  it('within an approved renewal is held to the end that it got, and to nothing more', () => {
    expect(renewedBy(dossier({ requests: [renewal] }), row, longer, now)).toEqual({
      request: renewal,
      agreement: { ...agreed, lifetime: { kind: 'until', at: longer.expiresAt }, lapsesAt: null },
    });
  });

  it('is renewed though an edit of it was denied before or since that was approved', () => {
    for (const changedAt of [now - 1, now + 1]) {
      const known = { activeTokens: [row], pendingTokens: [waiting({ status: 'denied', changedAt })] };
      expect(by(renewal, longer, known)).toBe(9);
    }
  });

  it.each<readonly [string, () => number | null]>([
    ['is not renewed by a renewal that waits for a decision', () => by(pendingRequest(9, { renews }))],
    ['is not renewed by one whose agreement is gone', () => by({ ...renewal, agreement: null })],
    ['is not renewed where the token never was to end', () => by(endless, longer, {}, { ...row, agreement: unending })],
    [
      'is not renewed where nobody agreed to an end that it has lost',
      () => by(endless, longer, {}, { ...row, agreement: null }),
    ],
    [
      'is not renewed where it got a week more than agreed',
      () => by(renewal, actual({ expiresAt: now + 61.1 * dayMs })),
    ],
    ['is not renewed by one that was denied', () => by({ ...renewal, status: 'denied' })],
    ['is not renewed by one that was withdrawn', () => by({ ...renewal, status: 'withdrawn' })],
    ['is not renewed a second time by the same one', () => by({ ...renewal, status: 'fulfilled' })],
    ['is not renewed by a request that renews nothing', () => by({ ...renewal, renews: null })],
    [
      'is not renewed by the renewal of another token',
      () => by({ ...renewal, renews: { ...renews, tokenId: tokenId(999) } }),
    ],
    [
      'is not renewed by what somebody else asked for themselves',
      () => by({ ...renewal, requester: bea, holder: { githubId: bea.githubId, login: bea.login } }),
    ],
    ['is not renewed where it lasts longer than agreed', () => by(renewal, actual({ expiresAt: now + 69 * dayMs }))],
    ['is not renewed where it lost its end', () => by(renewal, actual({ expiresAt: null }))],
    ['is not renewed where it became wider besides', () => by(renewal, { ...longer, permissions: writes })],
    [
      'is not renewed where it reaches every repository besides',
      () => by(renewal, { ...longer, access: { selection: 'all' } }),
    ],
    ['uses no renewal up while its end has not moved', () => by(renewal, actual({ expiresAt: agreedEnd }))],
    ['uses no renewal up by ending sooner', () => by(renewal, actual({ expiresAt: agreedEnd - dayMs }))],
    ['is not renewed by one that timed out', () => by({ ...renewal, status: 'lapsed', agreement: null })],
    [
      'is not renewed where its end is too late for what was regenerated while the approval held',
      () => by(renewal, actual({ expiresAt: now + 68 * dayMs + 1 }), {}, row, now + 8 * dayMs),
    ],
    [
      'uses no shorter renewal up while its end has not moved, sooner though that is than agreed',
      () => by(shorter(7), soon, {}, { ...row, scope: soon }),
    ],
    [
      'uses no renewal up by ending sooner, where that could have given it as many days as were left',
      () => by(shorter(30), actual({ expiresAt: agreedEnd - dayMs })),
    ],
    ['uses no renewal for ever up by ending sooner', () => by(forEver, actual({ expiresAt: agreedEnd - dayMs }))],
    ['is not renewed once it was revoked', () => by(renewal, longer, {}, { ...row, status: 'revoked' })],
    ['is not renewed while it is being revoked', () => by(renewal, longer, {}, { ...row, status: 'revoking' })],
    [
      'is not renewed where somebody ended it before',
      () =>
        by(renewal, longer, {
          activeTokens: [
            grant({
              status: 'revoked',
              changedAt: now,
              revocation: { by: bea, as: 'reviewer', reason: 'Leaked.', at: now, refused: null },
            }),
          ],
        }),
    ],
  ])('%s', (_, number) => {
    expect(number()).toBeNull();
  });

  it.each<readonly [string, () => number | null]>([
    ['by an approval in its last moment', () => by(renewal, longer, {}, row, now + 7 * dayMs)],
    [
      'by an approval whose time is over, as far as nothing was listed since',
      () => by(renewal, actual({ expiresAt: now + 68 * dayMs }), {}, row, now + 8 * dayMs),
    ],
    [
      'by an approval for fewer days than were left, to the sooner end that it got by that',
      () => by(shorter(7), actual({ expiresAt: now + 7 * dayMs })),
    ],
    ['by an approval for the very days that were left', () => by(shorter(29), actual({ expiresAt: now + 28 * dayMs }))],
    ['by an approval that never lapses', () => by({ ...renewal, agreement: { ...agreed, lapsesAt: null } })],
    [
      'by an approval that lapsed after it had that end',
      () => by(renewal, longer, {}, { ...row, scope: longer }, now + 8 * dayMs),
    ],
  ])('is renewed %s', (_, number) => {
    expect(number()).toBe(9);
  });

  it('is held to no end, where it was agreed that it has none', () => {
    const unending = { ...renewal, agreement: { ...agreed, lifetime: { kind: 'never' } as const } };
    const seen = actual({ expiresAt: null });
    expect(renewedBy(dossier({ requests: [unending] }), row, seen, now)?.agreement.lifetime).toEqual({ kind: 'never' });
  });

  it.each(['active', 'exceeding', 'expired'] as const)('is renewed while it is %s', (status) => {
    expect(by(renewal, longer, {}, { ...row, status })).toBe(9);
  });

  it('is renewed where its holder had taken its end away before that was approved', () => {
    const token = { ...row, agreement: agreement(), scope: actual({ expiresAt: null }) };
    expect(by({ ...endless, agreement: unending }, token.scope, {}, token)).toBe(9);
    expect(by(endless, longer, {}, token)).toBe(9);
    expect(by(endless, actual(), {}, token)).toBeNull();
  });

  it('is renewed where it became narrower besides', () => {
    expect(by(renewal, { ...longer, permissions: permissions() })).toBe(9);
  });
});

describe('the work of a token that is replaced', () => {
  const seenAt = now - 3 * dayMs;
  it.each<readonly [string, boolean, number | null, number | null, number]>([
    ['has gone over once the new one is used and the old is silent for three days', true, seenAt, now, seenAt],
    ['has gone over where the old one was never used', true, null, now, seenAt],
    ['stays while the new one was never used', false, seenAt, null, seenAt],
    ['stays while the old one was used within three days', false, seenAt + 1, now, seenAt],
    ['stays while the new one is younger than three days', false, null, now, seenAt + 1],
  ])('%s', (_, isOver, oldUsedAt, newUsedAt, firstSeenAt) => {
    const old = { status: 'active', lastUsedAt: oldUsedAt } as const;
    expect(isHandedOver(old, { lastUsedAt: newUsedAt, firstSeenAt }, now)).toBe(isOver);
    expect(isHandedOver({ ...old, status: 'revoking' }, { lastUsedAt: newUsedAt, firstSeenAt }, now)).toBe(false);
  });
});

describe('whoever holds a token whose work has gone over', () => {
  it('is offered to end it, once', () => {
    const change = offerToEnd({ id: 'old', organizationId: 1 as OrganizationId }, 'U0MONA' as SlackUserId);
    const to = { to: 'person', slackId: 'U0MONA', organizationId: 1 };
    const message = { kind: 'active_token_news', id: 'old', news: 'replaced', audience: 'holder' };
    const effects = [{ kind: 'post', key: 'active_token_news:old:replaced', to, message }];
    expect(change).toEqual({ ...noChange, effects });
  });

  it('is offered nothing where nobody knows who that is', () => {
    expect(offerToEnd({ id: 'old', organizationId: 1 as OrganizationId }, null)).toBe(noChange);
  });
});
