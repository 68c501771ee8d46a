import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import type { ActualScope, Excess } from '../../../src/domain/scope/agreement.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { tellProlonged } from '../../../src/domain/tokens/meet-deadlines.ts';
import { recordGrant } from '../../../src/domain/tokens/record-grant.ts';
import { refreshGrant } from '../../../src/domain/tokens/refresh-grant.ts';
import type { ActiveToken, Drift } from '../../../src/domain/tokens/token.ts';
import { changeOf, keysOf, messagesOf, rowsOf } from '../../support/read-change.ts';
import { dossier, grant, listedActive, now, organization, sighting } from '../../support/sample-dossiers.ts';
import { mona } from '../../support/sample-people.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const hourMs = 3_600_000;
const policy = { ...organizationPolicy(), drift: { graceDays: 1, outcome: 'revoke' as const } };
const longer = actual({ createdAt: null, expiresAt: noon + 50 * dayMs });
const later: Excess = { kind: 'expires_later', latestAt: noon + 30 * dayMs, actualAt: noon + 50 * dayMs };
const asked: Drift = { since: now, deadlineAt: now + 2 * dayMs, outcome: 'revoke', askedUntil: now + dayMs };
const toHolder = `active_token_news (prolonged) to ${mona.slackId}`;

function seen(row: Partial<ActiveToken>, shown: ActualScope, some: Partial<Dossier> = {}) {
  const before = grant(row);
  const known = dossier({ policy, activeTokens: [before], ...some });
  return changeOf(refreshGrant(known, before, listedActive(), { scope: shown, readAt: noon }, null, sighting(), now));
}

const told = messagesOf;
const card = 'active_token_card to reviewers';
const lastRow = (change: ReturnType<typeof seen>): ActiveToken => {
  const row = rowsOf(change, 'active_tokens').at(-1);
  if (row === undefined) throw new Error('nothing was written');
  return row;
};

describe('a token that its holder prolonged past what was agreed', () => {
  it('counts as exceeding, and they are asked first: a day is theirs, and the next is the owners’, whatever the grace', () => {
    const change = seen({}, longer);
    expect(lastRow(change)).toMatchObject({ status: 'exceeding', drift: asked });
    expect(told(change)).toEqual([toHolder]);
    expect(keysOf(change)).toContain(`active_token_news:${grant().id}:prolonged:v6:holder`);
  });

  it('is told to the owners at once where it had expired before: it could reach nothing any more', () => {
    const change = seen({ status: 'expired', scope: actual({ expiresAt: now - 1 }) }, longer);
    expect(lastRow(change)).toMatchObject({ status: 'exceeding' });
    expect(told(change)).toContain(card);
  });

  it('is told to the owners at once where its holder can’t be asked', () => {
    const holder = { ...dossier().holder, slackId: null };
    expect(told(seen({}, longer, { holder }))).toContain(card);
  });

  it('stays theirs for that day where they prolong it once more', () => {
    const since: Drift = { since: noon, deadlineAt: now + dayMs, outcome: 'revoke', askedUntil: now + 5 };
    const askedBefore = { status: 'exceeding', scope: longer, excess: [later], drift: since } as const;
    const again = seen(askedBefore, { ...longer, expiresAt: noon + 60 * dayMs });
    expect(lastRow(again).drift).toEqual(since);
  });

  it('stays the owners’ where they were told already, and it is only too long by now', () => {
    const { askedUntil: _, ...toOwners } = asked;
    const wide = { status: 'exceeding', excess: [{ kind: 'all_repositories' }, later], drift: toOwners } as const;
    const narrowed = seen({ ...wide, scope: { ...longer, access: { selection: 'all' } } }, longer);
    expect(lastRow(narrowed).drift).toEqual(toOwners);
  });

  it('is theirs all the same where the policy only observes, and nothing is revoked after it', () => {
    const change = seen({}, longer, { policy: { ...policy, mode: 'observe' } });
    expect(lastRow(change).drift).toEqual({ ...asked, outcome: 'would_revoke' });
  });

  it('is told to them at once where it became wider besides', () => {
    const all: ActualScope = { ...longer, access: { selection: 'all' } };
    expect(told(seen({}, all))).toContain(card);
    const askedBefore = { status: 'exceeding', scope: longer, excess: [later], drift: asked } as const;
    const wider = seen(askedBefore, all);
    expect(told(wider)).toContain(card);
    expect(lastRow(wider).drift).not.toHaveProperty('askedUntil');
  });

  it('is told to them at once where a wider grant takes over while its holder is asked', () => {
    const before = grant({ status: 'exceeding', scope: longer, excess: [later], drift: asked });
    const wide: ActualScope = { ...longer, access: { selection: 'all' } };
    const standing = { agreement: agreement(), requestNumber: before.requestNumber, unasked: null };
    const change = changeOf(
      recordGrant(
        dossier({ policy, activeTokens: [before] }),
        listedActive({ accessGrantedAt: now }),
        { scope: wide, readAt: noon },
        standing,
        sighting(),
        now,
      ),
    );
    expect(told(change)).toContain(card);
    expect(lastRow(change).drift).not.toHaveProperty('askedUntil');
  });
});

describe('a prolonged token whose holder has not asked for it within their day', () => {
  const late = now + dayMs;
  function pass(drift: Drift, at: number, requests: readonly TokenRequest[] = [], upSince: number | null = noon) {
    const row = grant({ status: 'exceeding', scope: longer, excess: [later], drift });
    const known = dossier({
      policy,
      activeTokens: [row],
      requests,
      organization: organization({ activeListedAt: at, upSince }),
    });
    return tellProlonged(known, sighting(), at);
  }
  const renews = {
    ...{ tokenId: grant().tokenId, activeTokenId: grant().id, requestNumber: null, tokenName: 'nightly' },
    endsAt: null,
  };

  it('is told to the owners, once', () => {
    const change = changeOf(pass(asked, late));
    expect(told(change)).toEqual([card]);
    expect(lastRow(change).drift).toEqual({ ...withoutQuestion(asked), deadlineAt: now + 2 * dayMs });
    expect(pass(asked, late - 1)).toBe(noChange);
  });

  it.each<readonly [string, Drift, number, Partial<Drift>]>([
    ['a day after they are told, where that is a little late', asked, late + 50, { deadlineAt: late + dayMs + 50 }],
    [
      'a day and an hour after they could have been told, where a request did that and was taken back late',
      asked,
      late + 23 * hourMs,
      { deadlineAt: late + dayMs + hourMs },
    ],
    [
      'a day after they are told, where an outage had put it off',
      { ...asked, putOffUntil: late + 60_000 },
      late,
      { deadlineAt: now + 2 * dayMs, putOffUntil: late + dayMs },
    ],
    [
      'when the policy says, where that is later',
      { ...asked, deadlineAt: now + 9 * dayMs },
      late,
      { deadlineAt: now + 9 * dayMs },
    ],
    ['never, where no deadline is left', { ...asked, deadlineAt: null }, late, { deadlineAt: null }],
  ])('is revoked %s', (_, drift, at, left) => {
    expect(lastRow(changeOf(pass(drift, at))).drift).toMatchObject(left);
  });

  it.each<readonly [string, number | null, number]>([
    ['after an outage that hid it', late + 12 * hourMs, late + 1.5 * dayMs],
    ['after one that ended hours ago, in which nobody could be told', late + 5 * hourMs, late + dayMs + 6 * hourMs],
    ['where nobody knows since when lists are read', null, late + 1.5 * dayMs],
  ])('is revoked a day after they are told, %s', (_, upSince, deadlineAt) => {
    expect(lastRow(changeOf(pass(asked, late + 12 * hourMs, [], upSince))).drift).toMatchObject({ deadlineAt });
  });

  it('is not told again where a request for it is open, which has told them', () => {
    expect(pass(asked, late, [pendingRequest(9, { renews })])).toBe(noChange);
    expect(pass(asked, late, [pendingRequest(9, { renews, status: 'denied' })])).not.toBe(noChange);
  });
});

function withoutQuestion({ askedUntil: _, ...drift }: Drift): Drift {
  return drift;
}
