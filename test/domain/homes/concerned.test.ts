import { describe, expect, it } from 'vitest';
import type { Change, Write } from '../../../src/domain/change.ts';
import { concernedBy } from '../../../src/domain/homes/concerned.ts';
import type { Claim } from '../../../src/domain/people/claim.ts';
import { pendingToken } from '../../store/sample-rows.ts';
import { classicToken } from '../../support/sample-classic.ts';
import { acmeCi, mona } from '../../support/sample-people.ts';
import { forAcmeCi, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';
import { activeToken } from '../../support/sample-tokens.ts';

function change(write: Write, subject?: string): Pick<Change, 'writes' | 'entries'> {
  const entries = subject === undefined ? [] : [{ at: noon, actor: 'policy', act: 'x', subject, data: {} }];
  return { writes: [write], entries };
}
const active = { table: 'active_tokens', was: 1, row: activeToken(1) } as const;
const classic = { table: 'classic_tokens', was: 1, row: classicToken() } as const;
const pending = { table: 'pending_tokens', was: 1, row: pendingToken('t') } as const;

describe('a Change concerns the Homes of', () => {
  it('whoever asked and whoever holds', () => {
    const row = pendingRequest(3, forAcmeCi);
    expect(concernedBy(change({ table: 'token_requests', was: null, row }))).toEqual({
      accounts: [mona.githubId, acmeCi.githubId],
      people: [],
    });
  });

  it.each([
    ['an active token', active, 'active_token:active-1'],
    ['a waiting token', pending, 'pending_token:t'],
    ['a classic token', classic, 'classic_token:classic-1-501'],
  ] as const)('the holder of %s of which the trail tells', (_what, write, subject) => {
    expect(concernedBy(change(write, subject))).toEqual({ accounts: [mona.githubId], people: [] });
  });

  it.each([
    ['an active token', active, 'pending_token:active-1'],
    ['a waiting token', pending, 'active_token:t'],
    ['a classic token', classic, 'active_token:classic-1-501'],
    ['a waiting token', pending, 'classic_token:t'],
  ] as const)('nobody where the trail tells of another kind of thing than %s', (_what, write, subject) => {
    expect(concernedBy(change(write, subject))).toBeNull();
  });

  it.each([active, pending, classic])('nobody where a token was only seen again', (write) => {
    expect(concernedBy(change(write))).toBeNull();
  });

  it('whoever is linked, and whose link is taken away', () => {
    const row = { ...mona, version: 1, linkedAt: noon, proof: 'policy', by: null } as const;
    expect(concernedBy(change({ table: 'people', was: 1, row, removes: true }))).toEqual({
      accounts: [mona.githubId],
      people: [mona.slackId],
    });
  });

  it('nobody where nothing of that is written', () => {
    expect(concernedBy({ writes: [], entries: [] })).toBeNull();
  });

  it('whoever says which account is theirs', () => {
    const row = { slackId: mona.slackId } as Claim;
    expect(concernedBy(change({ table: 'claims', was: null, row }))).toEqual({
      accounts: [],
      people: [mona.slackId],
    });
  });
});
