import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { expireWaiting, rowOfListed, seeWaiting } from '../../../src/domain/tokens/see-waiting.ts';
import type { ListedPendingToken } from '../../../src/domain/tokens/sighting.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { sampleCredentials } from '../../support/sample-credentials.ts';
import {
  byId,
  dossier,
  inList,
  listedWaiting,
  now,
  organization,
  patRequestId,
  read,
  sighting,
  waiting,
} from '../../support/sample-dossiers.ts';
import { approvedRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, noon, subset } from '../../support/sample-scopes.ts';

const shows = (...listed: readonly ListedPendingToken[]) => sighting({ waiting: inList(...listed) });
const credential = sampleCredentials[0]?.[1] ?? '';

describe('a waiting token that was never seen', () => {
  it('is recorded as GitHub shows it, open', () => {
    const change = seeWaiting(dossier(), shows(listedWaiting()), now);
    expect(stepsOf(change)).toEqual(['pending_token.find pending_token:pending-1-501']);
    expect(effectsOf(change)).toEqual([]);
    expect(rowOf(change, 'pending_tokens')).toEqual(
      waiting({ version: 1, revision: 1, firstSeenAt: now, changedAt: now }),
    );
  });

  it('is recorded as found where the organization’s waiting tokens were never listed before', () => {
    const first = dossier({ organization: organization({ pendingListedAt: null }) });
    expect(rowOf(seeWaiting(first, shows(listedWaiting()), now), 'pending_tokens').isBaseline).toBe(true);
  });

  it('has no credential in its name or its reason, and neither what turns text round', () => {
    const listed = listedWaiting({
      tokenName: ` a\u202e ${credential} `,
      reason: `for\u0000 ${credential}\nthe build`,
    });
    const row = rowOf(seeWaiting(dossier(), shows(listed), now), 'pending_tokens');
    expect(row.tokenName).toMatch(/^a .+/);
    expect(row.reason).toMatch(/^for .+\nthe build$/);
    expect(JSON.stringify(row)).not.toContain(credential);
  });

  it('may have no reason', () => {
    const change = seeWaiting(dossier(), shows(listedWaiting({ reason: null })), now);
    expect(rowOf(change, 'pending_tokens').reason).toBeNull();
  });

  it('is not recorded before its repositories were read', () => {
    const unread = { ...shows(listedWaiting()), facts: {} };
    expect(seeWaiting(dossier(), unread, now)).toEqual({ ask: 'repositories_of_pending', id: 501 });
    const all = { ...shows(listedWaiting({ selection: 'all' })), facts: {} };
    expect(rowOf(seeWaiting(dossier(), all, now), 'pending_tokens').scope.access).toEqual({ selection: 'all' });
  });

  it('is recorded beside those that wait already', () => {
    const second = listedWaiting({ patRequestId: patRequestId(502), selection: 'all' });
    const change = seeWaiting(dossier({ pendingTokens: [waiting()] }), shows(listedWaiting(), second), now);
    expect(rowsOf(change, 'pending_tokens').map(({ id }) => id)).toEqual(['pending-1-502']);
  });
});

describe('a waiting token that is known', () => {
  const known = (some: Partial<PendingToken>) => dossier({ pendingTokens: [waiting(some)] });

  it.each(['open', 'held'] as const)('and %s is left as it is where nothing changed', (status) => {
    expect(seeWaiting(known({ status }), shows(listedWaiting()), now)).toBe(noChange);
  });

  it.each(['open', 'held'] as const)('and %s is looked at anew once it was edited', (status) => {
    const change = seeWaiting(known({ status }), shows(listedWaiting({ selection: 'all' })), now);
    expect(stepsOf(change)).toEqual(['pending_token.rescope pending_token:pending-1-501']);
    expect(effectsOf(change)).toEqual(['redraw pending_token:pending-1-501']);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      status: 'open',
      revision: 3,
      scope: { access: { selection: 'all' } },
    });
  });

  it('is looked at anew under a new name', () => {
    const change = seeWaiting(known({}), shows(listedWaiting({ tokenName: ' renamed ' })), now);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ tokenName: 'renamed', revision: 3 });
  });

  it('keeps its repositories until it is their turn', () => {
    const due = { ...shows(listedWaiting()), areRepositoriesDue: true, facts: {} };
    expect(seeWaiting(known({}), { ...due, areRepositoriesDue: false }, now)).toBe(noChange);
    expect(seeWaiting(known({}), due, now)).toEqual({ ask: 'repositories_of_pending', id: 501 });
    const ofPending = new Map([[patRequestId(501), read(1)]]);
    const change = seeWaiting(known({}), { ...due, facts: { ofPending } }, now);
    expect(rowOf(change, 'pending_tokens').scope.access).toEqual(subset(1));
  });

  it.each(['approving', 'denying', 'approved', 'denied', 'cancelled'] as const)(
    'and %s is nothing that an edit changes here',
    (status) => {
      expect(seeWaiting(known({ status }), shows(listedWaiting({ selection: 'all' })), now)).toBe(noChange);
    },
  );

  it.each(['closed', 'expired'] as const)('and %s waits after all', (status) => {
    const change = seeWaiting(
      known({ status }),
      shows(listedWaiting({ tokenName: 'renamed', selection: 'none' })),
      now,
    );
    expect(stepsOf(change)).toEqual(['pending_token.relist pending_token:pending-1-501']);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      status: 'open',
      tokenName: 'renamed',
      scope: { access: { selection: 'none' } },
    });
  });

  it.each(['closed', 'expired'] as const)('and %s goes on being listed once its time is over', (status) => {
    expect(seeWaiting(known({ status }), shows(listedWaiting({ isExpired: true })), now)).toBe(noChange);
    expect(seeWaiting(known({ status }), shows(listedWaiting({ expiresAt: now })), now)).toBe(noChange);
  });

  it('is no concern of a list that was not read', () => {
    expect(seeWaiting(known({}), sighting(), now)).toBe(noChange);
    expect(expireWaiting(known({ scope: actual({ expiresAt: noon }) }), sighting(), now)).toBe(noChange);
  });

  it('is found by the id that GitHub gave it', () => {
    const row = waiting({ patRequestId: patRequestId(502) });
    const both = dossier({ pendingTokens: [waiting(), row] });
    expect(rowOfListed(both, listedWaiting({ patRequestId: patRequestId(502) }))).toBe(row);
    expect(rowOfListed(both, listedWaiting({ patRequestId: patRequestId(503) }))).toBeNull();
  });
});

describe('a waiting token whose time is over', () => {
  const over = shows(listedWaiting({ expiresAt: now }));

  it.each(['open', 'held'] as const)(
    'has expired where it is %s: its holder is told, and frees what it had claimed',
    (status) => {
      const known = dossier({
        pendingTokens: [waiting({ status })],
        requests: [approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) })],
      });
      const change = expireWaiting(known, over, now);
      expect(stepsOf(change)).toEqual(['pending_token.expire pending_token:pending-1-501', 'request.release PAT-7']);
      expect(effectsOf(change)).toEqual([
        'redraw pending_token:pending-1-501',
        'pending_token_news to U0MONA',
        'redraw PAT-7',
      ]);
      expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'expired', decidedElsewhereBy: null });
      expect(changeOf(change).entries[1]?.data).toEqual({ why: 'the token expired before it was approved' });
    },
  );

  it('has expired where GitHub says so, whatever its date', () => {
    const change = expireWaiting(
      dossier({ pendingTokens: [waiting()] }),
      shows(listedWaiting({ isExpired: true })),
      now,
    );
    expect(stepsOf(change)).toEqual(['pending_token.expire pending_token:pending-1-501']);
  });

  it.each(['approving', 'denying', 'approved', 'denied', 'cancelled', 'expired', 'closed'] as const)(
    'is left to what is being done with it where it is %s',
    (status) => {
      expect(expireWaiting(dossier({ pendingTokens: [waiting({ status })] }), over, now)).toBe(noChange);
    },
  );

  it('has not expired a moment before', () => {
    const soon = sighting({ waiting: byId(listedWaiting({ expiresAt: now + 1 })) });
    expect(expireWaiting(dossier({ pendingTokens: [waiting()] }), soon, now)).toBe(noChange);
  });

  it('is nobody’s that was never seen', () => {
    expect(expireWaiting(dossier(), over, now)).toBe(noChange);
  });
});
