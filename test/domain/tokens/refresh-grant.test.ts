import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { ActualScope } from '../../../src/domain/scope/agreement.ts';
import { resting } from '../../../src/domain/tokens/advance-drift.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import type { Standing } from '../../../src/domain/tokens/record-grant.ts';
import { isUsedAsKnown, refreshGrant } from '../../../src/domain/tokens/refresh-grant.ts';
import type { ListedActiveToken, Sighting } from '../../../src/domain/tokens/sighting.ts';
import type { ActiveToken, Drift, Revocation } from '../../../src/domain/tokens/token.ts';
import { changeOf, keysOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { sampleCredentials } from '../../support/sample-credentials.ts';
import {
  dossier,
  grant,
  listedActive,
  notice,
  now,
  patId,
  requestNumber,
  sighting,
} from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { actual, agreement, noon, permissions, subset } from '../../support/sample-scopes.ts';

const id = `active_token:${grant().id}`;
const policy = { ...organizationPolicy(), drift: { graceDays: 2, outcome: 'revoke' as const }, reminderDays: [7] };
const all: Partial<ActualScope> = { access: { selection: 'all' } };
const over = [{ kind: 'all_repositories' }] as const;
const drift: Drift = { since: noon, deadlineAt: noon + 2 * dayMs, outcome: 'remind' };
const byBea: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null };

/** GitHub shows the row's scope with `shown`, and its list shows it with `listed`. */
function refresh(
  row: Partial<ActiveToken>,
  shown: Partial<ActualScope> = {},
  some: {
    readonly listed?: Partial<ListedActiveToken>;
    readonly readAt?: number;
    readonly standing?: Standing;
    readonly known?: Partial<Dossier>;
    readonly seen?: Sighting;
  } = {},
) {
  const before = grant(row);
  return refreshGrant(
    dossier({ policy, activeTokens: [before], ...some.known }),
    before,
    listedActive(some.listed),
    { scope: actual({ createdAt: null, ...shown }), readAt: some.readAt ?? noon },
    some.standing ?? null,
    some.seen ?? sighting({ facts: {} }),
    now,
  );
}

describe('a grant that is as it was', () => {
  it.each<[string, Partial<ActiveToken>, Partial<ActualScope>]>([
    ['active', {}, {}],
    ['that nobody agreed to', { agreement: null, requestNumber: null }, {}],
    ['flagged', { status: 'exceeding', scope: actual(all), excess: over, drift }, all],
    ['being revoked', { status: 'revoking', revocation: byBea }, {}],
    ['being revoked for what goes past its Agreement', { status: 'revoking', scope: actual(all), excess: over }, all],
  ])('writes nothing: %s', (_, row, shown) => {
    expect(refresh(row, shown)).toBe(noChange);
  });

  it.each<[string, Parameters<typeof refresh>[2], Partial<ActiveToken>]>([
    ['under a new name', { listed: { tokenName: ' renamed ' } }, { tokenName: 'renamed' }],
    [
      'of a holder with a new login',
      { listed: { holder: { ...grant().holder, login: 'monalisa' } } },
      { holder: { ...grant().holder, login: 'monalisa' } },
    ],
    ['that was used since', { listed: { lastUsedAt: noon + dayMs } }, { lastUsedAt: noon + dayMs }],
    ['whose repositories were read anew', { readAt: noon + 1 }, { repositoriesReadAt: noon + 1 }],
  ])('is written without a word: %s', (_, some, row) => {
    const change = refresh({}, {}, some);
    expect(stepsOf(change)).toEqual([]);
    expect(rowOf(change, 'active_tokens')).toEqual(grant({ version: 6, ...row }));
  });

  it('has no credential in its new name', () => {
    const credential = sampleCredentials[0]?.[1] ?? '';
    expect(rowOf(refresh({}, {}, { listed: { tokenName: credential } }), 'active_tokens').tokenName).not.toContain(
      credential,
    );
  });

  it('counts its lifetime from its first sight', () => {
    expect(rowOf(refresh({}, {}, { readAt: now }), 'active_tokens').scope.createdAt).toBe(noon);
  });
});

describe('when a token was last used', () => {
  it.each<[string, number | null, number | null, boolean]>([
    ['within a day is as known', noon, noon + dayMs - 1, true],
    ['a day later is not', noon, noon + dayMs, false],
    ['a day earlier is not', noon, noon - dayMs, false],
    ['never and never is as known', null, null, true],
    ['for the first time is not', null, noon, false],
  ])('%s', (_, known, seen, isKnown) => {
    expect(isUsedAsKnown({ lastUsedAt: known }, seen)).toBe(isKnown);
  });
});

describe('a grant that has another scope by now', () => {
  it('within what was agreed is observed', () => {
    const change = refresh({}, { access: subset(1) });
    expect(stepsOf(change)).toEqual([`active_token.observe ${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      scope: { access: subset(1) },
      revision: 2,
    });
    expect(messagesOf(change)).toEqual([]);
  });

  it('past what was agreed is flagged', () => {
    const change = refresh({}, all);
    expect(stepsOf(change)).toEqual([`active_token.exceed ${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'exceeding',
      excess: over,
      drift: { since: now, deadlineAt: now + 2 * dayMs, outcome: 'revoke' },
    });
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers', 'active_token_news (exceeding) to U0MONA']);
  });

  it('past it by something else is flagged anew, and its time runs on', () => {
    const flagged = { status: 'exceeding', scope: actual(all), excess: over, drift } as const;
    const writes = permissions({ repository: { contents: 'write', metadata: 'read' } });
    const change = refresh(flagged, { ...all, permissions: writes });
    expect(stepsOf(change)).toEqual([`active_token.exceed ${id}`]);
    expect(rowOf(change, 'active_tokens').drift).toEqual(drift);
    expect(rowOf(change, 'active_tokens').excess).toHaveLength(2);
  });

  it('past it by the same is observed: nobody is told twice', () => {
    const flagged = { status: 'exceeding', scope: actual(all), excess: over, drift } as const;
    const fewer = permissions({ repository: { metadata: 'read' } });
    const change = refresh(flagged, { ...all, permissions: fewer });
    expect(stepsOf(change)).toEqual([`active_token.observe ${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'exceeding', drift });
  });

  it('within it again is no longer flagged', () => {
    const change = refresh({ status: 'exceeding', scope: actual(all), excess: over, drift });
    expect(stepsOf(change)).toEqual([`active_token.return_within ${id}`]);
    const { leftMs } = resting(drift, now) ?? {};
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      ...{ status: 'active', excess: [] },
      drift: { deadlineAt: null, leftMs },
    });
  });

  it('narrowed for a while and wider again goes on where its time stopped, and the reviewers hear of it at once', () => {
    const rests: Drift = { since: noon, deadlineAt: null, outcome: 'revoke', leftMs: 5 };
    const change = refresh({ drift: rests }, all);
    expect(rowOf(change, 'active_tokens').drift).toEqual({ since: now, deadlineAt: now + 5, outcome: 'revoke' });
    const longer = refresh({ drift: rests }, { expiresAt: noon + 99 * dayMs }, { seen: sighting() });
    expect(rowOf(longer, 'active_tokens').drift).toEqual({ since: now, deadlineAt: now + 5, outcome: 'revoke' });
    expect(messagesOf(longer)).toContain('active_token_card to reviewers');
  });

  it('flagged, and within it by the very same scope, is no longer flagged', () => {
    expect(stepsOf(refresh({ status: 'exceeding', excess: [] }))).toEqual([`active_token.return_within ${id}`]);
  });

  it('is only observed while it is being revoked', () => {
    const wider = refresh({ status: 'revoking', revocation: byBea }, all);
    expect(stepsOf(wider)).toEqual([`active_token.observe ${id}`]);
    expect(rowOf(wider, 'active_tokens')).toMatchObject({ status: 'revoking', excess: [] });
    const narrower = refresh({ status: 'revoking', scope: actual(all), excess: over, drift });
    expect(stepsOf(narrower)).toEqual([`active_token.observe ${id}`]);
    expect(rowOf(narrower, 'active_tokens')).toMatchObject({ status: 'revoking', excess: over, drift });
  });

  it('and being revoked is written once, and not at every pass', () => {
    expect(refresh({ status: 'revoking', scope: actual(all), revocation: byBea }, all)).toBe(noChange);
  });

  it('is flagged anew where its revocation was refused: nothing else says that it is too wide', () => {
    const refused = { scope: actual(all), revocation: { ...byBea, refused: 'github_refused' } } as const;
    expect(stepsOf(refresh(refused, all))).toEqual([`active_token.exceed ${id}`]);
    expect(stepsOf(refresh({ ...refused, excess: over }, all))).toEqual([`active_token.exceed ${id}`]);
  });

  it('is flagged anew where it got wider while it was being revoked, and that was refused', () => {
    const writes = permissions({ repository: { contents: 'write', metadata: 'read' } });
    const wider = { ...all, permissions: writes };
    const change = refresh({ status: 'exceeding', scope: actual(wider), excess: over, drift }, wider);
    expect(stepsOf(change)).toEqual([`active_token.exceed ${id}`]);
    expect(rowOf(change, 'active_tokens').excess).toHaveLength(2);
  });
});

describe('a grant that nobody agreed to', () => {
  const unasked = { agreement: null, requestNumber: null } as const;

  it('is shown to the reviewers once more where it is wider by now', () => {
    const change = refresh(unasked, all);
    expect(stepsOf(change)).toEqual([`active_token.observe ${id}`]);
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers']);
  });

  it('is not where it is narrower, or another in name only', () => {
    expect(messagesOf(refresh({ ...unasked, scope: actual(all) }))).toEqual([]);
    expect(messagesOf(refresh(unasked, {}, { listed: { tokenName: 'renamed' } }))).toEqual([]);
  });

  it('lasts longer by now: that is wider too', () => {
    const seen = sighting();
    const longer = { expiresAt: noon + 31 * dayMs };
    expect(messagesOf(refresh(unasked, longer, { seen }))).toEqual(['active_token_card to reviewers']);
    const shorter = { expiresAt: noon + 29 * dayMs };
    expect(messagesOf(refresh(unasked, shorter, { seen }))).toEqual([]);
  });
});

describe('a grant whose end moved', () => {
  const moved = { expiresAt: noon + 20 * dayMs };

  it('has its notices planned anew, in its holder’s mornings', () => {
    const known = { notices: [notice(7), notice('expired')] };
    expect(refresh({}, moved, { known })).toEqual({ ask: 'zone', slackId: 'U0MONA' });
    const change = refresh({}, moved, { known, seen: sighting() });
    expect(
      rowsOf(change, 'due_notices').map(({ threshold, status, expiresAt }) => [threshold, status, expiresAt]),
    ).toEqual([
      [7, 'cancelled', noon + 30 * dayMs],
      ['expired', 'cancelled', noon + 30 * dayMs],
      [7, 'planned', noon + 20 * dayMs],
      [0, 'planned', noon + 20 * dayMs],
      ['expired', 'planned', noon + 20 * dayMs],
    ]);
  });

  it('has them planned for itself, and for none that was there before it', () => {
    const before = grant({ patId: patId(700), accessGrantedAt: noon, status: 'gone' });
    const change = refresh({}, moved, { known: { activeTokens: [before, grant()] }, seen: sighting() });
    expect(rowsOf(change, 'due_notices').map(({ activeTokenId }) => activeTokenId)).toEqual(Array(3).fill(grant().id));
  });

  it('to a moment that has passed has that told', () => {
    const change = refresh({}, { expiresAt: now - 1 }, { seen: sighting() });
    expect(rowsOf(change, 'due_notices')).toMatchObject([{ threshold: 'expired', dueAt: now - 1, status: 'planned' }]);
  });

  it('takes up again what was cancelled where it moved back', () => {
    const cancelled = notice(7, { status: 'cancelled' });
    const row = { scope: actual(moved) };
    const change = refresh(row, {}, { known: { notices: [cancelled] }, seen: sighting() });
    expect(rowsOf(change, 'due_notices')[0]).toMatchObject({ id: cancelled.id, status: 'planned', version: 2 });
  });

  it('has none planned where only its scope is another', () => {
    const { writes } = changeOf(refresh({}, { access: subset(1) }));
    expect(writes.map(({ table }) => table)).toEqual(['active_tokens']);
  });
});

describe('a grant that is held to something else from now on', () => {
  const accepted = agreement({ access: { selection: 'all' }, lapsesAt: null });
  const standing = (some: Partial<Standing> = {}): Standing => ({
    ...{ agreement: accepted, requestNumber: requestNumber(8), unasked: null },
    ...some,
  });

  it('is attached to it', () => {
    const change = refresh({ status: 'exceeding', scope: actual(all), excess: over, drift }, all, {
      standing: standing(),
    });
    expect(stepsOf(change)).toEqual([`active_token.attach ${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'active', agreement: accepted, requestNumber: 8 });
  });

  it('is attached to it though nothing else is new', () => {
    const change = refresh({}, {}, { standing: standing() });
    expect(stepsOf(change)).toEqual([`active_token.attach ${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'active', agreement: accepted, requestNumber: 8 });
  });

  it('goes on being revoked all the same', () => {
    const change = refresh({ status: 'revoking', revocation: byBea }, {}, { standing: standing() });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'revoking',
      revocation: byBea,
      agreement: accepted,
      requestNumber: 8,
    });
  });

  it('is no request’s any more where an owner agreed on github.com', () => {
    const change = refresh({}, all, { standing: standing({ requestNumber: null }) });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: accepted, requestNumber: null });
  });

  it('stays with what it had where there is nothing new', () => {
    const change = refresh({}, { access: subset(1) }, { standing: standing({ agreement: null }) });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ agreement: agreement(), requestNumber: 7 });
  });

  it('is left alone where that is the very same', () => {
    const same = standing({ agreement: agreement(), requestNumber: requestNumber(7) });
    expect(refresh({}, {}, { standing: same })).toBe(noChange);
  });
});

describe('a grant that GitHub shows again', () => {
  const seen = sighting();

  it.each(['gone', 'expired'] as const)('after it was %s is active again, held to what it was held to', (status) => {
    const change = refresh({ status, drift, excess: over, changedAt: noon + dayMs }, {}, { seen });
    expect(stepsOf(change)).toEqual([`active_token.come_back ${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'active',
      agreement: agreement(),
      requestNumber: 7,
      drift: { since: noon, deadlineAt: null, outcome: 'remind', leftMs: dayMs },
      excess: [],
    });
    expect(messagesOf(change)).toEqual([]);
  });

  it.each(['reviewer', 'holder', 'sponsor'] as const)(
    'after it expired goes on being revoked by its %s, within or not',
    (as) => {
      const revocation = { ...byBea, as };
      for (const shown of [{}, all]) {
        const change = refresh({ status: 'expired', revocation }, shown, { seen });
        expect(stepsOf(change)).toEqual([`active_token.come_back ${id}`, `active_token.start_revoking ${id}`]);
        expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'revoking', version: 7, revocation });
        expect(keysOf(change)).toContain(`revoke:${grant().id}:v7`);
      }
      const unagreed = refresh({ status: 'expired', agreement: null, revocation }, {}, { seen });
      expect(messagesOf(unagreed)).toEqual(['active_token_card to reviewers']);
    },
  );

  it.each<[string, Partial<ActiveToken>]>([
    ['the policy did, whose deadline goes on', { status: 'expired', revocation: { ...byBea, by: null, as: 'policy' } }],
    ['was refused', { status: 'expired', revocation: { ...byBea, refused: 'github_refused' } }],
    ['was of one that was lost', { status: 'gone', revocation: byBea }],
  ])('is not revoked for what %s', (_, row) => {
    expect(stepsOf(refresh(row, {}, { seen }))).toEqual([`active_token.come_back ${id}`]);
  });

  it('has its notices planned anew, though its end is the same', () => {
    expect(refresh({ status: 'gone' })).toEqual({ ask: 'zone', slackId: 'U0MONA' });
    const notices = [notice(7, { status: 'cancelled' }), notice('expired', { status: 'claimed' })];
    const change = refresh({ status: 'gone' }, {}, { seen, known: { notices } });
    expect(rowsOf(change, 'due_notices').map(({ threshold, status }) => [threshold, status])).toEqual([
      [7, 'planned'],
      [0, 'planned'],
    ]);
  });

  it('after it was revoked is agreed to no longer, and the reviewers are told', () => {
    const change = refresh({ status: 'revoked', revocation: byBea }, {}, { seen });
    expect(stepsOf(change)).toEqual([`active_token.come_back ${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'active', agreement: null, revocation: byBea });
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers']);
  });

  it('after it was revoked, shown again and lost is still one that was revoked, and the reviewers are told', () => {
    const change = refresh({ status: 'gone', agreement: null, revocation: byBea }, {}, { seen });
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'active', agreement: null, revocation: byBea });
    expect(messagesOf(change)).toEqual(['active_token_card to reviewers']);
    const refused = { ...byBea, refused: 'not_an_owner' } as const;
    expect(messagesOf(refresh({ status: 'gone', agreement: null, revocation: refused }, {}, { seen }))).toEqual([]);
  });

  it('that nobody had agreed to is no news, unless it was revoked', () => {
    expect(messagesOf(refresh({ status: 'gone', agreement: null }, all, { seen }))).toEqual([]);
  });

  it('wider than agreed is flagged in the same breath: nobody sees it as plainly active', () => {
    const change = refresh({ status: 'gone', drift, changedAt: noon + dayMs }, all, { seen });
    expect(stepsOf(change)).toEqual([`active_token.come_back ${id}`, `active_token.exceed ${id}`]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'exceeding',
      version: 7,
      excess: over,
      drift: { since: now, deadlineAt: now + dayMs, outcome: 'revoke' },
    });
    const first = rowOf(refresh({ status: 'gone' }, all, { seen }), 'active_tokens');
    expect(first.drift).toEqual({ since: now, deadlineAt: now + 2 * dayMs, outcome: 'revoke' });
  });
});
