import { describe, expect, it } from 'vitest';
import { drop, removal } from '../../src/domain/advance-reviewer-token.ts';
import { dayMs, type OrganizationId } from '../../src/domain/ids.ts';
import type { ReviewerToken } from '../../src/domain/reviewer-token.ts';
import {
  dropOfNoUse,
  isToReseal,
  type OfNoUse,
  type TendFacts,
  type TendQuestion,
  whyOfNoUse,
} from '../../src/domain/tend-reviewer-token.ts';
import { bea, otto } from '../support/sample-people.ts';
import { noon } from '../support/sample-scopes.ts';

const acme = 1 as OrganizationId;
const token: ReviewerToken = {
  ...{ githubId: bea.githubId, slackId: bea.slackId, version: 4, keyId: 'key-1', access: 'a', refresh: 'r' },
  ...{ accessEndsAt: noon, refreshEndsAt: noon + dayMs, givenAt: noon - dayMs, heldUntil: null, refusals: [] },
};
const person = { isStranger: false, isBot: false, isDeactivated: false, isGuest: false };
const there = { account: bea, person, isOwner: true };

describe('a reviewer’s own token', () => {
  it.each<[string, TendFacts, number, OfNoUse | TendQuestion | null]>([
    ['is of use to an owner who is there', there, noon + dayMs - 1, null],
    ['is over when GitHub gives no newer one, whatever else is so', {}, noon + dayMs, 'expired'],
    ['is looked at by whose account it is, first of all', {}, noon, { ask: 'account' }],
    ['is of no use where that is nobody’s any more', { account: null }, noon, 'unlinked'],
    ['is of no use where they are another account by now', { account: otto }, noon, 'unlinked'],
    [
      'is of use where their account has another name by now',
      { ...there, account: { githubId: bea.githubId, login: 'bea-2' } },
      noon,
      null,
    ],
    ['is looked at in Slack before GitHub is asked', { account: bea }, noon, { ask: 'person' }],
    ['is of no use to whom Slack does not know', { account: bea, person: null }, noon, 'deactivated'],
    [
      'is of no use to whoever was deactivated',
      { account: bea, person: { ...person, isDeactivated: true } },
      noon,
      'deactivated',
    ],
    ['is looked at by GitHub last', { account: bea, person }, noon, { ask: 'is_owner', account: bea }],
    ['is of no use to who owns nothing', { ...there, isOwner: false }, noon, 'not_an_owner'],
  ])('%s', (_, facts, now, is) => {
    expect(whyOfNoUse(token, facts, now)).toEqual(is);
  });

  it('that is over is dropped, and its owner told', () => {
    expect(dropOfNoUse(token, 'expired', acme, noon)).toEqual(drop(token, 'expired', acme, noon));
  });

  it('is dropped without a word where there is no organization to tell of', () => {
    expect(dropOfNoUse(token, 'expired', undefined, noon)).toEqual(removal(token, 'expired', noon));
  });

  it.each<OfNoUse>(['unlinked', 'deactivated', 'not_an_owner'])('is dropped without a word where it is %s', (why) => {
    expect(dropOfNoUse(token, why, acme, noon)).toEqual(removal(token, why, noon));
  });

  it.each<[string, Partial<ReviewerToken>, string | null, boolean]>([
    ['is sealed anew under another key', {}, 'key-2', true],
    ['stays under the same key', {}, 'key-1', false],
    ['stays where nothing seals', {}, null, false],
    ['stays while it is exchanged', { heldUntil: noon + 1 }, 'key-2', false],
    ['is sealed anew where nobody exchanges it any more', { heldUntil: noon }, 'key-2', true],
  ])('%s', (_, some, keyId, is) => {
    expect(isToReseal({ ...token, ...some }, keyId, noon)).toBe(is);
  });
});
