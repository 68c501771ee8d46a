import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { beforeRevocation } from '../../../src/domain/tokens/before-revocation.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import type { Call, Facts, GithubAnswer, ListedActiveToken, Sighting } from '../../../src/domain/tokens/sighting.ts';
import type { ActiveToken, Drift, Revocation } from '../../../src/domain/tokens/token.ts';
import { changeOf, messagesOf, rowOf, stepsOf } from '../../support/read-change.ts';
import {
  byId,
  dossier,
  facts,
  grant,
  listedActive,
  now,
  patId,
  sighting,
  stillOwners,
  waiting,
} from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy } from '../../support/sample-requests.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const id = grant().id;
const abandoned = `active_token.abandon_revoking active_token:${id}`;
const stays = `active_token.stay_exceeding active_token:${id}`;
const byBea: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null };
const byMona: Revocation = { ...byBea, by: mona, as: 'holder' };
const byPolicy: Revocation = { ...byBea, by: null, as: 'policy', reason: '' };
const over = [{ kind: 'all_repositories' }] as const;
const drift: Drift = { since: noon, deadlineAt: noon + 1, outcome: 'revoke' };
const call = (answer: GithubAnswer | null = null, of: Call['of'] = 'revoke', row = id): Call => ({
  of,
  id: row,
  answer,
});
const beaIs = (isOwner: boolean): Facts => ({ ...facts, stillOwners: stillOwners([bea, isOwner]) });

function lookBefore(
  row: Partial<ActiveToken>,
  some: {
    readonly known?: Partial<Dossier>;
    readonly listed?: Partial<ListedActiveToken>;
    readonly seen?: Partial<Sighting>;
  } = {},
) {
  return beforeRevocation(
    dossier({ activeTokens: [grant({ status: 'revoking', ...row })], ...some.known }),
    sighting({ active: byId(listedActive(some.listed)), call: call(), facts: beaIs(true), ...some.seen }),
    now,
  );
}

describe('a revocation that was asked for before the policy only observed', () => {
  const policy: Dossier['policy'] = { ...organizationPolicy(), mode: 'observe' };

  it.each([
    ['its holder', byMona],
    ['a reviewer', byBea],
    ['the policy', byPolicy],
  ])('by %s is not sent, and that is said', (_, revocation) => {
    const change = lookBefore({ revocation, agreement: null }, { known: { policy } });
    expect(stepsOf(change)).toEqual([abandoned]);
    expect(rowOf(change, 'active_tokens').revocation).toEqual({ ...revocation, refused: 'only_observed' });
    expect(messagesOf(change).length).toBeGreaterThan(0);
  });

  it('by the policy waits for a whole deadline of its own when it enforces again', () => {
    const change = lookBefore({ revocation: byPolicy, excess: over, drift }, { known: { policy } });
    expect(stepsOf(change)).toEqual([stays]);
    expect(rowOf(change, 'active_tokens').drift).toEqual({ ...drift, deadlineAt: null, outcome: 'would_revoke' });
  });
});

describe('right before a revocation is sent', () => {
  it.each<[string, Partial<ActiveToken>, Partial<Sighting>]>([
    ['no call is meant', {}, { call: null }],
    ['another call is meant', {}, { call: call(null, 'approve') }],
    ['the call is about another row', {}, { call: call(null, 'revoke', 'active-1-9-9') }],
    ['what is active was not read', {}, { active: null }],
    ['it is active no longer', {}, { active: byId() }],
    ['only a newer grant is active', {}, { active: byId(listedActive({ accessGrantedAt: now })) }],
    ['it is not to be revoked any more', { status: 'active' }, {}],
    ['nobody knows who wants that', { revocation: null }, {}],
  ])('nothing is concluded where %s', (_, row, seen) => {
    expect(lookBefore({ revocation: byBea, ...row }, { seen: { facts: {}, ...seen } })).toBe(noChange);
  });

  it('whoever wants it must still be an owner', () => {
    expect(lookBefore({ revocation: byBea }, { seen: { facts } })).toEqual({ ask: 'is_still_owner', person: bea });
    expect(lookBefore({ revocation: byBea })).toBe(noChange);
    const change = lookBefore({ revocation: byBea }, { seen: { facts: beaIs(false) } });
    expect(stepsOf(change)).toEqual([abandoned]);
    expect(changeOf(change).entries[0]?.data).toMatchObject({ why: 'not_an_owner' });
    expect(messagesOf(change)).toEqual(['active_token_news (not_revoked) to reviewers']);
  });

  it('somebody must stand for it', () => {
    const change = lookBefore({ revocation: { ...byBea, by: null } });
    expect(changeOf(change).entries[0]?.data).toMatchObject({ why: 'not_an_owner' });
  });

  it('what goes past its Agreement goes on doing so, with its deadline', () => {
    const row = { revocation: byBea, excess: over, drift, scope: actual({ access: { selection: 'all' } }) };
    const change = lookBefore(row, { seen: { facts: beaIs(false) } });
    expect(stepsOf(change)).toEqual([stays]);
    expect(rowOf(change, 'active_tokens')).toMatchObject({ status: 'exceeding', drift, excess: over });
  });

  it('its holder’s own will needs nothing, nor its sponsor’s', () => {
    expect(lookBefore({ revocation: byMona }, { seen: { facts: {} } })).toBe(noChange);
    expect(lookBefore({ revocation: { ...byMona, as: 'sponsor' } }, { seen: { facts: {} } })).toBe(noChange);
  });
});

describe('what the policy revokes', () => {
  const row = { revocation: byPolicy, excess: over, drift, scope: actual({ access: { selection: 'all' } }) };

  it('must still go past its Agreement', () => {
    expect(lookBefore(row, { listed: { selection: 'all' } })).toBe(noChange);
    const change = lookBefore(row);
    expect(stepsOf(change)).toEqual([abandoned]);
    expect(changeOf(change).entries[0]?.data).toMatchObject({ why: 'within_again' });
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      ...{ status: 'active', excess: [] },
      drift: { deadlineAt: null, leftMs: 0 },
    });
    expect(messagesOf(change)).toEqual([]);
  });

  it('is compared by its repositories as they are', () => {
    expect(lookBefore(row, { seen: { facts: {} } })).toEqual({ ask: 'repositories_of_active', id: 701 });
  });

  it('is revoked where nothing was agreed at all', () => {
    expect(lookBefore({ ...row, agreement: null, requestNumber: null })).toBe(noChange);
  });

  it('lasts from when the token was first seen', () => {
    const long = { expiresAt: noon + 31 * 86_400_000 };
    const own = { ...row, scope: actual(long) };
    expect(stepsOf(lookBefore(own, { listed: long }))).toEqual([abandoned]);
    const earlier = { pendingTokens: [waiting({ status: 'approved', scope: actual({ createdAt: noon - 1 }) })] };
    const known = { ...earlier, activeTokens: [grant({ status: 'revoking', ...own })] };
    expect(lookBefore(own, { listed: long, known })).toBe(noChange);
  });

  it('is left where a reviewer has agreed to it meanwhile: the next pass attaches that', () => {
    const requests = [approvedRequest(8, { agreement: agreement({ access: { selection: 'all' } }) })];
    const some = { known: { requests }, listed: { selection: 'all' } } as const;
    const change = lookBefore(row, { ...some, seen: { facts: beaIs(true) } });
    expect(stepsOf(change)).toEqual([abandoned]);
    expect(changeOf(change).entries[0]?.data).toMatchObject({ why: 'within_again' });
    // Who may approve no more keeps nothing from it.
    expect(lookBefore(row, { ...some, seen: { facts } })).toEqual({ ask: 'is_still_owner', person: bea });
    expect(lookBefore(row, { ...some, seen: { facts: beaIs(false) } })).toBe(noChange);
  });

  it('is left so though a change of it was denied before they did', () => {
    const later = agreement({ access: { selection: 'all' }, agreedAt: now - 1 });
    const denied = (changedAt: number) => [waiting({ status: 'denied', changedAt })];
    const look = (deniedAt: number) => {
      const activeTokens = [grant({ status: 'revoking', ...row })];
      const known = {
        activeTokens,
        requests: [approvedRequest(8, { agreement: later })],
        pendingTokens: denied(deniedAt),
      };
      return lookBefore(row, { known, listed: { selection: 'all' } });
    };
    expect(changeOf(look(now - 2)).entries[0]?.data).toMatchObject({ why: 'within_again' });
    expect(look(now)).toBe(noChange);
  });

  it('is revoked though a reviewer has agreed to it meanwhile, where another grant of it was ended', () => {
    const requests = [approvedRequest(8, { agreement: agreement({ access: { selection: 'all' } }) })];
    const gone = grant({ patId: patId(700), status: 'gone', changedAt: now });
    const known = { requests, activeTokens: [gone, grant({ status: 'revoking', ...row })] };
    expect(lookBefore(row, { known, listed: { selection: 'all' } })).toBe(noChange);
  });
});

describe('what the policy revokes of somebody who is gone', () => {
  const revokes: Dossier['policy'] = { ...organizationPolicy(), leavers: { tokens: 'revoke' } };
  const of = (because: 'left' | 'deactivated', policy = revokes, seen: Partial<Facts> = {}) =>
    lookBefore(
      { revocation: { ...byPolicy, because } },
      { known: { policy }, seen: { facts: { ...facts, isHolderMember: false, ...seen } } },
    );

  it('is revoked though nothing goes past what was agreed', () => {
    expect(of('left')).toBe(noChange);
    expect(of('deactivated', revokes, { isHolderMember: true, isHolderDeactivated: true })).toBe(noChange);
  });

  it('is asked of Slack once more where they were deactivated, as far as their account there is known', () => {
    expect(of('deactivated')).toEqual({ ask: 'is_holder_deactivated', slackId: mona.slackId });
    const holder = { ...dossier().holder, slackId: null };
    const row = { revocation: { ...byPolicy, because: 'deactivated' } } as const;
    expect(lookBefore(row, { known: { policy: revokes, holder } })).toBe(noChange);
    const known = { revocation: { ...row.revocation, leaver: mona.slackId } };
    expect(lookBefore(known, { known: { policy: revokes, holder } })).toEqual({
      ...{ ask: 'is_holder_deactivated', slackId: mona.slackId },
    });
  });

  it('is asked of GitHub once more where they left', () => {
    const { isHolderMember: _, ...unknown } = facts;
    const row = { revocation: { ...byPolicy, because: 'left' } } as const;
    expect(lookBefore(row, { known: { policy: revokes }, seen: { facts: unknown } })).toEqual({
      ask: 'is_holder_member',
    });
  });

  it.each<[string, Parameters<typeof of>, string]>([
    ['came back', ['left', revokes, { isHolderMember: true }], 'holder_returned'],
    ['is active in Slack again', ['deactivated', revokes, { isHolderDeactivated: false }], 'holder_returned'],
    ['is to keep it by the policy of today', ['left', organizationPolicy()], 'policy_changed'],
    ['was deactivated, and is to keep it', ['deactivated', organizationPolicy()], 'policy_changed'],
  ])('is left to whoever %s', (_, given, why) => {
    const change = of(...given);
    expect(stepsOf(change)).toEqual([abandoned]);
    expect(changeOf(change).entries[0]?.data).toMatchObject({ why });
    expect(rowOf(change, 'active_tokens').revocation).toMatchObject({ refused: why });
  });
});

describe('GitHub’s answer to a revocation', () => {
  const answered = (status: number, retryAfterSeconds: number | null = null): Partial<Sighting> => ({
    call: call({ outcome: 'unknown', status, retryAfterSeconds }),
    facts: {},
  });

  it('is a no: it is told, whoever wanted it', () => {
    const change = lookBefore({ revocation: byMona }, { seen: answered(403) });
    expect(stepsOf(change)).toEqual([abandoned]);
    expect(rowOf(change, 'active_tokens').revocation).toMatchObject({ refused: 'github_refused' });
    expect(messagesOf(change)).toEqual([
      'active_token_news (not_revoked) to reviewers',
      'active_token_news (not_revoked) to U0MONA',
    ]);
  });

  it('is a no to the policy: from then on it is a person’s', () => {
    const change = lookBefore({ revocation: byPolicy, excess: over, drift }, { seen: answered(422) });
    expect(stepsOf(change)).toEqual([stays]);
    expect(rowOf(change, 'active_tokens').drift).toEqual({ ...drift, deadlineAt: null });
  });

  it.each([
    [500, null],
    [429, null],
    [403, 60],
  ])('%i says nothing certain of one that is still active', (status, after) => {
    expect(lookBefore({ revocation: byBea }, { seen: answered(status, after) })).toBe(noChange);
  });

  it('is done, and the list is the older word', () => {
    expect(lookBefore({ revocation: byBea }, { seen: { call: call({ outcome: 'done' }), facts: {} } })).toBe(noChange);
  });
});
