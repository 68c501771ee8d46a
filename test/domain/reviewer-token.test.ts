import { describe, expect, it } from 'vitest';
import {
  answer,
  drop,
  give,
  holdForExchange,
  noteNotTaken,
  noteRefusal,
  release,
  removal,
  renewed,
  resealed,
} from '../../src/domain/advance-reviewer-token.ts';
import { noChange } from '../../src/domain/change.ts';
import { dayMs, type OrganizationId } from '../../src/domain/ids.ts';
import { isFresh, isHeld, isRefusedIn, isSpent, type ReviewerToken, useOf } from '../../src/domain/reviewer-token.ts';
import { effectsOf, keysOf } from '../support/read-change.ts';
import { bea } from '../support/sample-people.ts';
import { noon } from '../support/sample-scopes.ts';

const acme = 1 as OrganizationId;
const globex = 2 as OrganizationId;
const sealed = { keyId: 'key-1', access: 'sealed-access', refresh: 'sealed-refresh' };
const ends = { accessEndsAt: noon + 8 * 3_600_000, refreshEndsAt: noon + 180 * dayMs };
const owner = { githubId: bea.githubId, slackId: bea.slackId };
const token: ReviewerToken = {
  ...{ ...owner, version: 4, ...sealed, ...ends, givenAt: noon - dayMs, heldUntil: null, refusals: [] },
};
const refusal = { organizationId: acme, status: 403, at: noon };
const subject = 'slack:U0BEA';

describe('a token of a reviewer', () => {
  it.each<[string, () => boolean, boolean]>([
    ['is fresh until five minutes before its end', () => isFresh(token, token.accessEndsAt - 300_001), true],
    ['is exchanged from then on', () => isFresh(token, token.accessEndsAt - 300_000), false],
    ['is held by nobody', () => isHeld(token, noon), false],
    ['is held until then', () => isHeld({ ...token, heldUntil: noon + 1 }, noon), true],
    ['is held no longer', () => isHeld({ ...token, heldUntil: noon }, noon), false],
    ['is refused for a day', () => isRefusedIn({ ...token, refusals: [refusal] }, acme, noon + dayMs - 1), true],
    ['is tried where nothing was refused', () => isRefusedIn({ ...token, refusals: [] }, acme, noon), false],
    [
      'is refused there, whatever happened elsewhere',
      () => isRefusedIn({ ...token, refusals: [{ ...refusal, organizationId: globex }, refusal] }, acme, noon),
      true,
    ],
    ['is tried again then', () => isRefusedIn({ ...token, refusals: [refusal] }, acme, noon + dayMs), false],
    [
      'is refused in that organization alone',
      () => isRefusedIn({ ...token, refusals: [refusal] }, globex, noon),
      false,
    ],
  ])('%s', (_, is, expected) => {
    expect(is()).toBe(expected);
  });

  it('is held by one process for a minute', () => {
    const row = { ...token, version: 5, heldUntil: noon + 60_000 };
    const change = { writes: [{ table: 'reviewer_tokens', was: 4, row }], entries: [], effects: [] };
    expect(holdForExchange(token, noon)).toEqual({ row, change });
  });

  it('is let go of where it was not exchanged', () => {
    expect(release({ ...token, heldUntil: noon }).writes).toEqual([
      { table: 'reviewer_tokens', was: 4, row: { ...token, version: 5 } },
    ]);
  });

  it('gives way to the next, which nobody holds', () => {
    const next = { keyId: 'key-2', access: 'next-access', refresh: 'next-refresh' };
    const later = { accessEndsAt: noon + 1, refreshEndsAt: noon + 2 };
    expect(renewed({ ...token, heldUntil: noon }, next, later).row).toEqual({
      ...{ ...token, ...next, ...later, version: 5 },
    });
    expect(resealed(token, next).writes).toMatchObject([{ row: { ...next, ...ends, version: 5 } }]);
  });
});

describe('whoever allows the use of their token', () => {
  it.each<[string, ReviewerToken | null, number | null]>([
    ['for the first time', null, null],
    ['once more', { ...token, refusals: [refusal], heldUntil: noon }, 4],
  ])('%s is written with no refusal, and in the trail', (_, before, was) => {
    const row = { ...token, version: (was ?? 0) + 1, givenAt: noon };
    expect(give(owner, before, { ...sealed, ...ends }, noon)).toEqual({
      writes: [{ table: 'reviewer_tokens', was, row }],
      entries: [{ at: noon, actor: subject, act: 'reviewer_token.give', subject, data: { githubId: bea.githubId } }],
      effects: [],
    });
  });
});

describe('where GitHub says no to its owner', () => {
  it('it is noted for the organization, and they are told', () => {
    const elsewhere = { ...refusal, organizationId: globex };
    const before = { ...token, refusals: [{ ...refusal, at: noon - dayMs }, elsewhere] };
    const change = noteRefusal(before, refusal);
    expect(change.writes).toMatchObject([{ was: 4, row: { version: 5, refusals: [elsewhere, refusal] } }]);
    expect(change.entries).toEqual([
      {
        ...{ at: noon, actor: 'countersign', act: 'reviewer_token.refuse', subject },
        data: { githubId: bea.githubId, status: 403, organizationId: acme },
      },
    ]);
    expect(effectsOf(change)).toEqual(['own_token_trouble to U0BEA']);
    expect(change.effects).toMatchObject([
      { to: { to: 'person', organizationId: acme }, message: { kind: 'own_token_trouble', why: 'refused' } },
    ]);
    expect(keysOf(change)).toEqual([`own_token_trouble:102:${noon - dayMs}:refused`]);
  });
});

describe('a token of no more use', () => {
  const written = {
    writes: [{ table: 'reviewer_tokens', was: 4, row: token, removes: true }],
    entries: [
      {
        ...{ at: noon, actor: 'countersign', act: 'reviewer_token.drop', subject },
        data: { githubId: bea.githubId, why: 'revoked' },
      },
    ],
  };

  it('is removed, and its owner is told', () => {
    const change = drop(token, 'revoked', acme, noon);
    expect(change).toMatchObject(written);
    expect([effectsOf(change), keysOf(change)]).toEqual([
      ['own_token_trouble to U0BEA'],
      [`own_token_trouble:102:${noon - dayMs}:revoked`],
    ]);
  });

  it('is removed without a word where they ended it', () => {
    expect(removal(token, 'revoked', noon)).toEqual({ ...written, effects: [] });
  });
});

describe('what can be done with a reviewer’s token', () => {
  const pair = { access: 'a', refresh: 'r' };
  const stale = { ...token, accessEndsAt: noon };
  it.each<
    readonly [behaviour: string, row: ReviewerToken, opened: typeof pair | 'broken' | 'unknown_key', use: object]
  >([
    ['is to use it while it is fresh', token, pair, { may: 'be_used', pair }],
    ['is to have it exchanged before it ends', stale, pair, { may: 'be_exchanged', pair }],
    ['is to wait while another process does that', { ...stale, heldUntil: noon + 1 }, pair, { may: 'wait' }],
    [
      'is nothing where GitHub refused its owner lately',
      { ...stale, refusals: [refusal], refreshEndsAt: noon },
      pair,
      { may: 'not', why: 'refused', next: 'nothing' },
    ],
    [
      'is nothing once it can’t be exchanged any more',
      { ...token, refreshEndsAt: noon },
      'broken',
      { may: 'not', why: 'expired', next: 'drop' },
    ],
    ['is nothing where it is broken', token, 'broken', { may: 'not', why: 'unreadable', next: 'drop' }],
    ['is to keep it where its key is not known', token, 'unknown_key', { may: 'not', why: 'unreadable', next: 'tell' }],
  ])('%s', (_, row, opened, use) => {
    expect(useOf(row, acme, opened, noon)).toEqual(use);
  });

  it('is over at its very end', () => {
    expect(isSpent({ refreshEndsAt: noon + 1 }, noon)).toBe(false);
    expect(isSpent({ refreshEndsAt: noon }, noon)).toBe(true);
  });
});

describe('what GitHub did not take from a reviewer', () => {
  const revoked = { why: 'revoked', status: 401 } as const;
  const refused = { why: 'refused', status: 403 } as const;

  it('is no token any more', () => {
    expect(noteNotTaken(token, token, revoked, acme, noon)).toEqual(drop(token, 'revoked', acme, noon));
  });

  it('is not asked of them there again, for a day', () => {
    expect(noteNotTaken(token, token, refused, acme, noon)).toEqual(noteRefusal(token, refusal));
  });

  it.each([
    ['that was exchanged meanwhile', { ...token, access: 'sealed-anew' }],
    ['that is gone', null],
  ])('says nothing of one %s', (_, row) => {
    for (const one of [revoked, refused]) expect(noteNotTaken(row, token, one, acme, noon)).toBe(noChange);
  });
});

describe('what somebody says who was asked whether we may act in their name', () => {
  const offered = { ...sealed, ...ends, access: 'sealed-anew' };
  it('is given where they say yes, in the place of what they gave before', () => {
    expect(answer(owner, token, offered, true, noon)).toEqual(give(owner, token, offered, noon));
    expect(answer(owner, null, offered, true, noon)).toEqual(give(owner, null, offered, noon));
  });

  it('takes back what they allowed before where they don’t', () => {
    expect(answer(owner, token, offered, false, noon)).toEqual(removal(token, 'taken_back', noon));
    expect(answer(owner, null, offered, false, noon)).toBe(noChange);
  });

  it.each([true, false])('changes nothing where they were not asked (%s)', (isAllowed) => {
    expect(answer(owner, token, null, isAllowed, noon)).toBe(noChange);
  });
});
