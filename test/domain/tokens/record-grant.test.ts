import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { driftOf, recordGrant, type Standing, zoneFor } from '../../../src/domain/tokens/record-grant.ts';
import type { ListedActiveToken, Sighting } from '../../../src/domain/tokens/sighting.ts';
import type { ActiveToken, Drift } from '../../../src/domain/tokens/token.ts';
import { effectsOf, keysOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { sampleCredentials } from '../../support/sample-credentials.ts';
import {
  copyOf,
  dossier,
  facts,
  grant,
  listedActive,
  notice,
  now,
  organization,
  patId,
  requestNumber,
  sighting,
  waiting,
} from '../../support/sample-dossiers.ts';
import { mona } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const agreed: Standing = {
  agreement: agreement(),
  requestNumber: requestNumber(7),
  unasked: null,
};
const nobody = { agreement: null, requestNumber: null } as const;
const asUsual: Standing = { ...nobody, unasked: { isApprovalOff: false } };
const approvalOff: Standing = { ...nobody, unasked: { isApprovalOff: true } };
const id = grant().id;
const wide = actual({ access: { selection: 'all' }, createdAt: null });
const policy = { ...organizationPolicy(), drift: { graceDays: 2, outcome: 'revoke' as const }, reminderDays: [7] };

function record(
  standing: Standing,
  some: {
    readonly known?: Partial<Dossier>;
    readonly listed?: Partial<ListedActiveToken>;
    readonly scope?: ReturnType<typeof actual>;
    readonly seen?: Sighting;
  } = {},
) {
  const seen = { scope: some.scope ?? actual({ createdAt: null }), readAt: now - 7 };
  return recordGrant(
    dossier({ policy, ...some.known }),
    listedActive(some.listed),
    seen,
    standing,
    some.seen ?? sighting(),
    now,
  );
}

describe('the first sight of a grant', () => {
  it('is recorded with what it is held to, counted from when it was first seen', () => {
    const change = record(agreed, { known: { pendingTokens: [waiting({ status: 'approved' })] } });
    expect(stepsOf(change)).toEqual([`active_token.find active_token:${id}`]);
    expect(rowOf(change, 'active_tokens')).toEqual(
      grant({ version: 1, repositoriesReadAt: now - 7, firstSeenAt: now, changedAt: now }),
    );
    expect(effectsOf(change)).toEqual([]);
  });

  it('plans its notices in its holder’s mornings', () => {
    const seen = sighting({ facts: { ...facts, zone: 'Asia/Tokyo' } });
    expect(rowsOf(record(agreed, { seen }), 'due_notices').map(({ threshold, dueAt }) => [threshold, dueAt])).toEqual([
      [7, Date.UTC(2026, 6, 2)],
      [0, Date.UTC(2026, 6, 9)],
      ['expired', noon + 30 * dayMs],
    ]);
  });

  it('plans none that is planned already', () => {
    const known = { notices: [notice(7), notice(0), notice('expired')] };
    expect(rowsOf(record(agreed, { known }), 'due_notices')).toEqual([]);
  });

  it('needs the holder’s zone', () => {
    const seen = sighting({ facts: {} });
    expect(record(agreed, { seen })).toEqual({ ask: 'zone', slackId: 'U0MONA' });
  });

  it('has no credential in its name', () => {
    const credential = sampleCredentials[0]?.[1] ?? '';
    const { tokenName } = rowOf(record(agreed, { listed: { tokenName: ` ci ${credential}\u202e ` } }), 'active_tokens');
    expect(tokenName).toMatch(/^ci \S/);
    expect(tokenName).not.toContain(credential);
  });

  it('draws the request anew that it claimed or fulfilled, and no other', () => {
    const requests = [
      approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) }),
      approvedRequest(8, { status: 'fulfilled', claimedByTokenId: tokenId(71) }),
      approvedRequest(9),
    ];
    expect(effectsOf(record(agreed, { known: { requests } }))).toEqual(['redraw PAT-7']);
  });
});

describe('a grant that goes past what was agreed', () => {
  it('is flagged at first sight: the reviewers get a card, its holder is told, the policy’s time runs', () => {
    const change = record(agreed, { scope: wide });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'exceeding',
      excess: [{ kind: 'all_repositories' }],
      drift: { since: now, deadlineAt: now + 2 * dayMs, outcome: 'revoke' },
    });
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers', 'active_token_news (exceeding) to U0MONA']);
  });

  it('is measured from the first time that the token was seen: a holder can’t prolong it by editing', () => {
    const latest = noon - 5 * dayMs + 31 * dayMs;
    const scope = actual({ createdAt: null, expiresAt: latest + 1 });
    const known = { pendingTokens: [waiting({ status: 'cancelled', scope: actual({ createdAt: noon - 5 * dayMs }) })] };
    expect(rowOf(record(agreed, { scope, known }), 'active_tokens')).toMatchObject({
      status: 'exceeding',
      scope: { createdAt: noon - 5 * dayMs },
      excess: [{ kind: 'expires_later', latestAt: latest - dayMs, actualAt: latest + 1 }],
    });
  });
});

describe('a grant that takes over from an older one of the same token', () => {
  const drift: Drift = { since: noon, deadlineAt: noon + dayMs, outcome: 'revoke' };
  const old = { patId: patId(700), accessGrantedAt: noon };
  const flagged = grant({ ...old, status: 'exceeding', excess: [{ kind: 'all_repositories' }], drift });
  const card = copyOf({ of: 'active_token', id: flagged.id }, 'active_token_card');
  const known = (before: Partial<ActiveToken>, copies = [card]) => ({
    activeTokens: [{ ...flagged, ...before }],
    copies,
  });

  it('takes over its excess, its deadline and its card: an edit does not wash them off', () => {
    const change = record(agreed, { scope: wide, known: known({}) });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'exceeding', drift });
    expect(messagesOf(change)).toEqual([]);
    const beside = copyOf({ of: 'pending_token', id: 'pending-1-501' }, 'pending_token_card');
    expect(messagesOf(record(agreed, { scope: wide, known: known({}, [beside, card]) }))).toEqual([]);
  });

  it('has a card of its own where the older one has none', () => {
    const other = copyOf({ of: 'active_token', id: 'active-1-9-9' }, 'active_token_card');
    const ofRequest = copyOf({ of: 'pending_token', id: flagged.id }, 'pending_token_card');
    const change = record(agreed, { scope: wide, known: known({}, [other, ofRequest]) });
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers', 'active_token_news (exceeding) to U0MONA']);
    expect(rowOf(change, 'active_tokens').drift).toEqual(drift);
  });

  it('is told where the older one was not flagged', () => {
    const change = record(agreed, { scope: wide, known: known({ status: 'active', excess: [], drift: null }) });
    expect(rowOf(change, 'active_tokens').drift).toMatchObject({ since: now });
    expect(messagesOf(change)).toHaveLength(2);
  });

  it.each(['gone', 'expired'] as const)(
    'is told where the older one is %s, and what was left of its time goes on',
    (status) => {
      const change = record(agreed, { scope: wide, known: known({ status, changedAt: noon + dayMs - 5 }) });
      expect(rowOf(change, 'active_tokens').drift).toMatchObject({ since: now, deadlineAt: now + 5 });
      expect(messagesOf(change)).toHaveLength(2);
    },
  );

  it('has all of its time where the older one was revoked', () => {
    const change = record(agreed, { scope: wide, known: known({ status: 'revoked', changedAt: noon + dayMs - 5 }) });
    expect(rowOf(change, 'active_tokens').drift).toMatchObject({ since: now, deadlineAt: now + 2 * dayMs });
  });

  it('is flagged no more where it is within what was agreed, and keeps what is left of the time to narrow it', () => {
    const runs = { ...drift, deadlineAt: now + 5 };
    expect(rowOf(record(agreed, { known: known({ drift: runs }) }), 'active_tokens')).toMatchObject({
      status: 'active',
      drift: { since: noon, deadlineAt: null, outcome: 'revoke', leftMs: 5 },
    });
  });

  it('is free of all that under another Agreement', () => {
    const before = known({ agreement: agreement({ access: { selection: 'none' } }) });
    expect(rowOf(record(agreed, { known: before }), 'active_tokens')).toMatchObject({ status: 'active', drift: null });
  });

  it('keeps what is left under another Agreement that a rule gave, or where nobody agreed to it', () => {
    const runs = { ...drift, deadlineAt: now + 5 };
    const left = { since: noon, deadlineAt: null, outcome: 'revoke', leftMs: 5 };
    const byRule = agreement({ basis: { by: 'rule', rule: 'same', policyHash: '' } });
    for (const standing of [
      { ...agreed, agreement: byRule },
      { ...nobody, unasked: null },
    ]) {
      expect(rowOf(record(standing, { known: known({ drift: runs }) }), 'active_tokens').drift).toEqual(left);
    }
  });

  it('goes on with what was left of one that expired, and the reviewers hear of it', () => {
    const expired = { status: 'expired', drift: { ...drift, deadlineAt: now }, changedAt: now - 5 } as const;
    const change = record(agreed, { scope: wide, known: known(expired) });
    expect(rowOf(change, 'active_tokens').drift).toEqual({ since: now, deadlineAt: now + 5, outcome: 'revoke' });
    expect(messagesOf(change)).toHaveLength(2);
    const living = { activeTokens: [flagged, grant({ ...old, ...expired, patId: patId(699) })], copies: [card] };
    expect(rowOf(record(agreed, { scope: wide, known: living }), 'active_tokens').drift).toEqual(drift);
  });

  it('takes over from the newest of several, and never from itself', () => {
    const newest = grant({ ...old, patId: patId(699), status: 'exceeding', drift: { ...drift, since: noon + 1 } });
    const both = { activeTokens: [flagged, newest], copies: [card] };
    expect(rowOf(record(agreed, { scope: wide, known: both }), 'active_tokens').drift?.since).toBe(noon + 1);
    const itself = { activeTokens: [grant({ status: 'exceeding', drift })], copies: [card] };
    expect(rowOf(record(agreed, { scope: wide, known: itself }), 'active_tokens').drift?.since).toBe(now);
  });
});

describe('a grant that nobody agreed to', () => {
  it('is told to the channel', () => {
    const change = record(asUsual);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      agreement: null,
      excess: [],
      isBaseline: false,
    });
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers']);
  });

  it('is not told twice', () => {
    expect(messagesOf(record({ ...nobody, unasked: null }))).toEqual([]);
  });

  it('was let in without anybody being asked: that is said once an organization', () => {
    const change = record(approvalOff);
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers', 'approval_off to reviewers']);
    expect(keysOf(change)).toEqual([`active_token_card:${id}:v1`, 'approval_off:1']);
  });

  it('is recorded as found where the organization’s tokens were never listed before', () => {
    const known = { organization: organization({ baselinedAt: null }) };
    const change = record(approvalOff, { known });
    expect(rowOf(change, 'active_tokens').isBaseline).toBe(true);
    expect(messagesOf(change)).toEqual([]);
    expect(rowOf(record(agreed, { known }), 'active_tokens').isBaseline).toBe(false);
  });

  it('has its end told though it had passed when it was first seen, unless it was there at the first listing', () => {
    const scope = actual({ createdAt: null, expiresAt: now - 1 });
    expect(rowsOf(record(asUsual, { scope }), 'due_notices')).toMatchObject([{ threshold: 'expired', dueAt: now - 1 }]);
    const known = { organization: organization({ baselinedAt: null }) };
    expect(rowsOf(record(asUsual, { scope, known }), 'due_notices')).toEqual([]);
  });
});

describe('the policy’s time for a token that goes past its Agreement', () => {
  const running: Drift = { since: noon, deadlineAt: noon + dayMs, outcome: 'remind' };
  it.each<[string, Drift | null, Drift]>([
    ['begins when that is seen', null, { since: now, deadlineAt: now + 2 * dayMs, outcome: 'revoke' }],
    ['is not put off while it runs', running, running],
    [
      'begins anew once it has run out, and says since when it goes on',
      { ...running, deadlineAt: null },
      { since: noon, deadlineAt: now + 2 * dayMs, outcome: 'revoke' },
    ],
    [
      'goes on with what was left when it was narrowed',
      { since: noon, deadlineAt: null, outcome: 'remind', leftMs: 5 },
      { since: now, deadlineAt: now + 5, outcome: 'revoke' },
    ],
    [
      'goes on with what was left of what an outage gave, which gives no more',
      { since: noon, deadlineAt: null, outcome: 'revoke', leftMs: 5, putOffUntil: noon },
      { since: now, deadlineAt: now + 5, outcome: 'revoke', putOffUntil: now + 5 },
    ],
    [
      'begins anew where what was left only showed what would have been done',
      { since: noon, deadlineAt: null, outcome: 'would_revoke', leftMs: 5 },
      { since: now, deadlineAt: now + 2 * dayMs, outcome: 'revoke' },
    ],
    [
      'is no longer than the policy gives by then',
      { since: noon, deadlineAt: null, outcome: 'revoke', leftMs: 9 * dayMs },
      { since: now, deadlineAt: now + 2 * dayMs, outcome: 'revoke' },
    ],
  ])('%s', (_, known, drift) => {
    expect(driftOf(known, policy, now)).toEqual(drift);
  });

  it.each([
    ['observe', 'revoke', 'would_revoke'],
    ['observe', 'remind', 'remind'],
    ['enforce', 'revoke', 'revoke'],
    ['enforce', 'remind', 'remind'],
  ] as const)('where the policy is to %s, and to %s, ends in: %s', (mode, outcome, ending) => {
    const here = { ...policy, mode, drift: { ...policy.drift, outcome } };
    expect(driftOf(null, here, now).outcome).toBe(ending);
    const left = { ...running, deadlineAt: null, leftMs: 5, outcome: ending };
    expect(driftOf(left, here, now)).toEqual({ since: now, deadlineAt: now + 5, outcome: ending });
  });
});

describe('the zone of a holder’s mornings', () => {
  const noZone = sighting({ facts: {} });
  it('is asked for', () => {
    expect(zoneFor(dossier(), noZone, actual())).toEqual({ ask: 'zone', slackId: 'U0MONA' });
    expect(zoneFor(dossier(), sighting({ facts: { zone: 'Asia/Tokyo' } }), actual())).toBe('Asia/Tokyo');
  });

  it('does not matter where nobody is written to, or nothing ends', () => {
    const nobody = dossier({
      holder: { githubId: mona.githubId, slackId: null, isMachineUser: false, ownAccounts: null },
    });
    expect(zoneFor(nobody, noZone, actual())).toBe('UTC');
    expect(zoneFor(dossier(), noZone, actual({ expiresAt: null }))).toBe('UTC');
  });
});
