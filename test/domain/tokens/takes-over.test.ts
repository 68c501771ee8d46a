import { describe, expect, it } from 'vitest';
import { takesOver } from '../../../src/domain/tokens/takes-over.ts';
import { grant, now, patId, waiting } from '../../support/sample-dossiers.ts';
import { noon } from '../../support/sample-scopes.ts';

const older = grant({ accessGrantedAt: noon });
const later = { accessGrantedAt: noon + 60_000, firstSeenAt: now };
const renewed = { ...later, patId: older.patId };
const another = { ...later, patId: patId(990) };
const flagged = grant({ accessGrantedAt: noon, excess: [{ kind: 'all_repositories' }] });

describe('a newer grant of the same token', () => {
  it.each([
    ['takes over under the same id', renewed, older, [], true],
    ['that is older takes nothing over', { ...renewed, accessGrantedAt: noon }, older, [], false],
    ['under another id came back after the older one had been ended', another, older, [], false],
    ['under another id takes over what was flagged', another, flagged, [], true],
    ['under another id takes over a revocation', another, grant({ ...older, status: 'revoking' }), [], true],
    [
      'under another id takes over where we saw it approved',
      another,
      older,
      [waiting({ status: 'approved', changedAt: now })],
      true,
    ],
    [
      'under another id does not take over by an approval of before',
      another,
      older,
      [waiting({ status: 'approved', changedAt: now - 1 })],
      false,
    ],
    [
      'under another id does not take over by what was denied',
      another,
      older,
      [waiting({ status: 'denied', changedAt: now })],
      false,
    ],
  ] as const)('%s', (_, newer, one, pendingTokens, is) => {
    expect(takesOver(newer, one, pendingTokens)).toBe(is);
  });
});
