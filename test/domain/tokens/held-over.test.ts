import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { heldOver } from '../../../src/domain/tokens/held-over.ts';
import type { ActiveToken, Drift, Revocation } from '../../../src/domain/tokens/token.ts';
import { dossier, grant, patId, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const drift: Drift = { since: noon, deadlineAt: noon + 5, outcome: 'revoke' };
const at = noon + 500_000;
const lost = (some: Partial<ActiveToken> = {}) =>
  grant({ status: 'gone', excess: [{ kind: 'all_repositories' }], drift, changedAt: at, ...some });
const later = (some: Partial<ActiveToken>) =>
  grant({ patId: patId(701), firstSeenAt: at + 1, changedAt: at + 2, ...some });
/** An older grant of another id. */
const beside = (some: Partial<ActiveToken> = {}) => grant({ patId: patId(700), accessGrantedAt: noon, ...some });
const byBea: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: at - 1, refused: null };
const wide = actual({ access: { selection: 'all' } });
const held = { agreement: lost().agreement, requestNumber: requestNumber(7) };
const own = agreement({ agreedAt: noon + 1 });

describe('what a token is held to that was flagged, lost its access and has it again', () => {
  it.each<[string, Partial<Dossier>, typeof held | null]>([
    ['what the lost grant was held to', { activeTokens: [lost()] }, held],
    ['the same where its time rested', { activeTokens: [lost({ excess: [], drift: { ...drift, leftMs: 5 } })] }, held],
    ['the same after a grant that nobody agreed to', { activeTokens: [lost(), later({ agreement: null })] }, held],
    [
      'the same after a grant that nobody agreed to, and that was lost as well',
      { activeTokens: [lost(), later({ status: 'gone', agreement: null })] },
      held,
    ],
    ['the same beside a grant that goes on', { activeTokens: [lost(), beside()] }, held],
    ['the same beside a grant that has expired', { activeTokens: [lost(), beside({ status: 'expired' })] }, held],
    ['nothing where it was not flagged', { activeTokens: [lost({ excess: [], drift: null })] }, null],
    ['nothing where nobody had agreed to it', { activeTokens: [lost({ agreement: null })] }, null],
    ['nothing where it was never lost', { activeTokens: [grant({ drift })] }, null],
    ['nothing where it was revoked', { activeTokens: [lost({ status: 'revoked', revocation: byBea })] }, null],
    [
      'nothing where it was revoked since, was back, and was lost again',
      { activeTokens: [lost(), later({ status: 'gone', agreement: null, revocation: { ...byBea, at: at + 1 } })] },
      null,
    ],
    [
      'nothing where it was denied before',
      {
        activeTokens: [lost()],
        pendingTokens: [
          waiting({
            ...{ status: 'denied', changedAt: at - 1 },
            reviews: [{ act: 'deny', by: bea, revision: 2, at: at - 1, reason: 'Leaked.' }],
          }),
        ],
      },
      null,
    ],
    [
      'nothing where people let it in since, and it was lost again',
      { activeTokens: [lost(), later({ status: 'gone', agreement: own, drift: null })] },
      null,
    ],
  ])('%s', (_, story, expected) => {
    expect(heldOver(dossier(story), wide)).toEqual(expected);
  });

  it('nothing where it is within: that agrees to nothing', () => {
    expect(heldOver(dossier({ activeTokens: [lost()] }), actual())).toBeNull();
  });
});
