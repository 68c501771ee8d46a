import { describe, expect, it } from 'vitest';
import type { TokenId } from '../../src/domain/ids.ts';
import { mostAtOnce } from '../../src/operations/side-by-side.ts';
import { findUnknownTokens } from '../../src/operations/watch/find-unknown-tokens.ts';
import type { Store } from '../../src/ports/store.ts';
import { acme, listedActive } from '../support/sample-dossiers.ts';
import { tokenId } from '../support/sample-requests.ts';

/** Tokens 1, 2, 3, …, of which those named have a story, and some are to be looked at alone; and in what company each was asked for. */
function asking(count: number, known: readonly number[], alone: readonly number[] = []) {
  const asked: (readonly TokenId[])[] = [];
  const store: Pick<Store, 'tokensWithStory'> = {
    tokensWithStory: async (_, tokens) => {
      asked.push(tokens.map(({ tokenId }) => tokenId));
      return new Set(known.map(tokenId));
    },
  };
  const tokens = Array.from({ length: count }, (_, index) => ({
    token: listedActive({ tokenId: tokenId(index + 1) }),
    mayBeBeside: !alone.includes(index + 1),
  }));
  const isUnknown = findUnknownTokens({ store: store as Store }, acme, tokens);
  return { asked, tell: async (numbers: readonly number[]) => Promise.all(numbers.map((one) => isUnknown(one - 1))) };
}

describe('what is unheard of', () => {
  it('is told of each token by itself', async () => {
    const { tell } = asking(4, [2, 4]);
    expect(await tell([1, 2, 3, 4])).toEqual([true, false, true, false]);
  });

  it('is asked once for those that are looked at beside each other, and anew for the next', async () => {
    const { asked, tell } = asking(mostAtOnce + 2, []);
    await tell(Array.from({ length: mostAtOnce + 2 }, (_, index) => index + 1));
    expect(asked.map(({ length }) => length)).toEqual([mostAtOnce, 2]);
  });

  it('is asked anew after a token that is looked at alone, which may have taken long', async () => {
    const { asked, tell } = asking(5, [], [3]);
    await tell([1, 2, 4, 5]);
    expect(asked).toEqual([
      [tokenId(1), tokenId(2)],
      [tokenId(4), tokenId(5)],
    ]);
  });
});
