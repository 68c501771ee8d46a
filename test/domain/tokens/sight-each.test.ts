import { describe, expect, it } from 'vitest';
import { sightEach } from '../../../src/domain/tokens/sight-each.ts';
import { listedActive, listedWaiting, now, patId, patRequestId } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { tokenId } from '../../support/sample-requests.ts';

const account = ({ githubId, login }: typeof mona) => ({ githubId, login });
const waits = listedWaiting({ tokenId: tokenId(70), holder: account(mona) });
const waitsAgain = { ...waits, patRequestId: patRequestId(502) };
const reaches = listedActive({ tokenId: tokenId(70), holder: account(mona) });
const another = listedActive({ tokenId: tokenId(71), patId: patId(702), holder: account(bea) });
const asOf = (waiting: readonly unknown[], active: readonly unknown[], isById: boolean) => ({
  ...{ beganAt: now, waiting: { listed: waiting, isById }, active: { listed: active, isById } },
  ...{ areRepositoriesDue: false, call: null, facts: {} },
});

describe('of tokens that GitHub was asked for', () => {
  it('each is seen in both lists, or to be in neither', () => {
    const sought = [
      { tokenId: tokenId(70), holder: null },
      { tokenId: tokenId(71), holder: null },
      { tokenId: tokenId(72), holder: otto },
    ];
    expect(sightEach([waits, waitsAgain], [another, reaches], sought, now)).toEqual([
      { token: { tokenId: tokenId(70), holder: account(mona) }, sighting: asOf([waits, waitsAgain], [reaches], true) },
      { token: { tokenId: tokenId(71), holder: account(bea) }, sighting: asOf([], [another], true) },
      { token: { tokenId: tokenId(72), holder: otto }, sighting: asOf([], [], true) },
    ]);
  });

  it('one that GitHub shows is theirs whom GitHub says', () => {
    const [seen] = sightEach([], [reaches], [{ tokenId: tokenId(70), holder: otto }], now);
    expect(seen?.token.holder).toEqual(account(mona));
  });

  it('one that is named twice is seen once', () => {
    const sought = { tokenId: tokenId(70), holder: null };
    expect(sightEach([waits], [], [sought, sought], now)).toHaveLength(1);
  });

  it('one of which nobody knows a holder came and went', () => {
    expect(sightEach([], [], [{ tokenId: tokenId(70), holder: null }], now)).toEqual([]);
  });
});

describe('of people’s tokens', () => {
  it('those that GitHub shows are seen, and none to be in neither list', () => {
    expect(sightEach([waits], [another, reaches], null, now)).toEqual([
      { token: { tokenId: tokenId(70), holder: account(mona) }, sighting: asOf([waits], [reaches], false) },
      { token: { tokenId: tokenId(71), holder: account(bea) }, sighting: asOf([], [another], false) },
    ]);
  });

  it('none is seen where there is none', () => {
    expect(sightEach([], [], null, now)).toEqual([]);
  });
});
