import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { isLost, missActive } from '../../../src/domain/tokens/miss-active.ts';
import type { ActiveToken, Revocation } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, messagesOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import {
  byId,
  copyOf,
  dossier,
  grant,
  inList,
  listedActive,
  notice,
  now,
  patId,
  sighting,
} from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, noon } from '../../support/sample-scopes.ts';

const isGone = sighting({ active: byId() });
const id = grant().id;
const byBea: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null };
const byPolicy: Revocation = { ...byBea, by: null, as: 'policy', reason: '' };
/** The grant after it, as GitHub gave it anew. */
const newerIds = { patId: patId(701), accessGrantedAt: noon + 5_000_000 };
const newer = grant(newerIds);

function known(some: Partial<ActiveToken> = {}, more: Partial<Dossier> = {}): Dossier {
  return dossier({ activeTokens: [grant(some)], ...more });
}

describe('a grant that the list of what is active does not show', () => {
  it('may have slipped between two pages: GitHub is asked for this very token', () => {
    expect(missActive(known(), sighting({ active: inList() }), now)).toEqual({ ask: 'is_it_active' });
  });

  it('is no concern of a list that was not read', () => {
    expect(missActive(known(), sighting(), now)).toBe(noChange);
  });

  it.each(['active', 'exceeding'] as const)(
    'is gone where it was %s, and nobody says why: both sides are told',
    (status) => {
      const more = {
        requests: [approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) })],
        notices: [notice(7)],
      };
      const change = missActive(known({ status }, more), isGone, now);
      expect(stepsOf(change)).toEqual([`active_token.vanish active_token:${id}`]);
      expect(effectsOf(change)).toEqual([
        'active_token_news (gone) to reviewers',
        'active_token_news (gone) to U0MONA',
        `redraw active_token:${id}`,
        'redraw PAT-7',
      ]);
      expect(rowsOf(change, 'due_notices')).toMatchObject([{ status: 'cancelled' }]);
    },
  );

  it('was revoked where that was asked for', () => {
    const change = missActive(known({ status: 'revoking', revocation: byBea }), isGone, now);
    expect(stepsOf(change)).toEqual([`active_token.observe_revoked active_token:${id}`]);
    expect(messagesOf(change)).toEqual(['active_token_news (revoked) to U0MONA']);
  });

  it.each([
    ['at its very end', now, 'expire'],
    ['long before', noon, 'expire'],
    ['not yet', now + 1, 'vanish'],
    ['never', null, 'vanish'],
  ])('has expired where its time was over %s', (_, expiresAt, act) => {
    const change = missActive(known({ scope: actual({ expiresAt }) }), isGone, now);
    expect(stepsOf(change)).toEqual([`active_token.${act} active_token:${id}`]);
  });

  it('has expired and was not revoked where both could be said', () => {
    const change = missActive(known({ status: 'revoking', scope: actual({ expiresAt: now }) }), isGone, now);
    expect(stepsOf(change)).toEqual([`active_token.expire active_token:${id}`]);
    expect(messagesOf(change)).toEqual([]);
  });

  it.each(['revoked', 'expired', 'gone'] as const)('is no news where it is %s', (status) => {
    expect(missActive(known({ status }), isGone, now)).toBe(noChange);
  });
});

it('a grant that is listed is not missed, by id or not', () => {
  expect(missActive(known(), sighting({ active: inList(listedActive()) }), now)).toBe(noChange);
  expect(missActive(known(), sighting({ active: byId(listedActive()) }), now)).toBe(noChange);
});

describe('a grant that gave way to a newer one of the same token', () => {
  const shows = sighting({ active: byId(listedActive(newerIds)) });
  const both = (some: Partial<ActiveToken> = {}, after: Partial<ActiveToken> = {}, more: Partial<Dossier> = {}) =>
    dossier({ activeTokens: [grant(some), grant({ ...newerIds, ...after })], ...more });

  it('has ended without a word, and its card goes on with the newer one', () => {
    const card = copyOf({ of: 'active_token', id }, 'active_token_card');
    const change = missActive(both({}, {}, { copies: [card], notices: [notice(7)] }), shows, now);
    expect(stepsOf(change)).toEqual([`active_token.supersede active_token:${id}`]);
    expect(messagesOf(change)).toEqual([]);
    expect(rowsOf(change, 'active_tokens')).toMatchObject([{ id, status: 'gone' }]);
    expect(rowsOf(change, 'due_notices')).toMatchObject([{ status: 'cancelled' }]);
    expect(rowsOf(change, 'message_copies')).toEqual([
      { ...card, subject: { of: 'active_token', id: newer.id }, version: 3, shownVersion: 0 },
    ]);
    expect(effectsOf(change)).toContain(`redraw active_token:${newer.id}`);
  });

  it('under the same id is another one all the same', () => {
    const again = { accessGrantedAt: noon + 5_000_000 };
    const known = dossier({ activeTokens: [grant(), grant(again)] });
    const change = missActive(known, sighting({ active: byId(listedActive(again)) }), now);
    expect(stepsOf(change)).toEqual([`active_token.supersede active_token:${id}`]);
  });

  it.each(['active', 'exceeding'] as const)('hands a person’s revocation on where the newer one is %s', (status) => {
    const change = missActive(both({ status: 'revoking', revocation: byBea }, { status }), shows, now);
    expect(stepsOf(change)).toEqual([
      `active_token.supersede active_token:${id}`,
      `active_token.start_revoking active_token:${newer.id}`,
    ]);
    expect(effectsOf(change)).toContain(`revoke ${newer.id} on GitHub`);
    expect(rowsOf(change, 'active_tokens')[1]).toMatchObject({ status: 'revoking', revocation: byBea });
  });

  it('hands nothing on where the newer one is being revoked already', () => {
    const change = missActive(both({ status: 'revoking', revocation: byBea }, { status: 'revoking' }), shows, now);
    expect(stepsOf(change)).toEqual([`active_token.supersede active_token:${id}`]);
  });

  it.each<[string, Partial<ActiveToken>]>([
    ['what the policy wanted of it', { status: 'revoking', revocation: byPolicy }],
    ['what nobody wants', { status: 'revoking', revocation: null }],
    ['a revocation that was refused', { status: 'active', revocation: { ...byBea, refused: 'github_refused' } }],
    ['a revocation of one that is flagged', { status: 'exceeding', revocation: { ...byBea, refused: 'not_an_owner' } }],
  ])('does not hand on %s', (_, some) => {
    expect(stepsOf(missActive(both(some), shows, now))).toEqual([`active_token.supersede active_token:${id}`]);
  });

  it('is drawn with the cards that offer to revoke it, as the newer one is', () => {
    const requests = [approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(70) })];
    const change = missActive(both({ status: 'revoking', revocation: byBea }, {}, { requests }), shows, now);
    expect(effectsOf(change).filter((line) => line === 'redraw PAT-7')).toHaveLength(2);
  });

  it('gives way to the newest of several that are listed', () => {
    const third = { patId: patId(701), accessGrantedAt: noon + 6_000_000 };
    const card = copyOf({ of: 'active_token', id }, 'active_token_card');
    const three = dossier({ activeTokens: [grant(), newer, grant(third)], copies: [card] });
    const change = missActive(three, sighting({ active: byId(listedActive(newerIds), listedActive(third)) }), now);
    expect(rowsOf(change, 'message_copies')).toMatchObject([{ subject: { id: grant(third).id } }]);
  });

  it('gives way to none that is older, nor to a grant of its own right', () => {
    const vanished = (row: ActiveToken) => [`active_token.vanish active_token:${row.id}`];
    const older = missActive(
      dossier({ activeTokens: [grant(), newer] }),
      sighting({ active: byId(listedActive()) }),
      now,
    );
    expect(stepsOf(older)).toEqual(vanished(newer));
    const apart = { ...newerIds, patId: patId(702) };
    const other = missActive(both({}, apart), sighting({ active: byId(listedActive(apart)) }), now);
    expect(stepsOf(other)).toEqual(vanished(grant()));
  });

  it('gives way to none that is not listed itself, nor to one that has ended', () => {
    const change = missActive(dossier({ activeTokens: [grant(), newer] }), isGone, now);
    expect(stepsOf(change)).toEqual([
      `active_token.vanish active_token:${id}`,
      `active_token.vanish active_token:${newer.id}`,
    ]);
    const ended = missActive(both({}, { status: 'gone' }), shows, now);
    expect(stepsOf(ended)).toEqual([`active_token.vanish active_token:${id}`]);
  });
});

it('of two grants that are missed each is concluded once', () => {
  const change = changeOf(missActive(dossier({ activeTokens: [grant(), newer] }), isGone, now));
  expect(change.writes.map(({ row }) => ('id' in row ? row.id : ''))).toEqual([id, newer.id]);
});

describe('a token is lost, and its holder may have left,', () => {
  const missed = (row: ActiveToken, at = now) => changeOf(missActive(dossier({ activeTokens: [row] }), isGone, at));

  it.each<[string, ReturnType<typeof missed>, boolean]>([
    ['where it is gone and nobody says why', missed(grant()), true],
    ['not where it was revoked', missed(grant({ status: 'revoking', revocation: byBea })), false],
    ['not where its time is over', missed(grant(), (actual().expiresAt ?? 0) + 1), false],
    ['not where nothing became of it', noChange, false],
  ])('%s', (_, change, is) => {
    expect(isLost(change)).toBe(is);
  });
});
