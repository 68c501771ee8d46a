import { describe, expect, it } from 'vitest';
import { wasListedSince } from '../../../src/domain/tokens/listed-since.ts';
import { now } from '../../support/sample-dossiers.ts';
import { tokenId } from '../../support/sample-requests.ts';

const unread = (...active: readonly number[]) => ({ pending: [tokenId(70)], active: active.map(tokenId) });

describe('a token was listed since a moment', () => {
  it.each<readonly [when: string, activeListedAt: number | null, unreadable: readonly number[], isListed: boolean]>([
    ['when the list was read after it', now + 1, [], true],
    ['when the list began to be read at that very moment', now, [], true],
    ['though another token can’t be read', now, [71], true],
    ['not when the list was read before it', now - 1, [], false],
    ['not when no list was ever read', null, [], false],
    ['not when the token itself can’t be read', now + 1, [71, 70], false],
  ])('%s', (_, activeListedAt, unreadable, isListed) => {
    const organization = { activeListedAt, unread: unread(...unreadable) };
    expect(wasListedSince({ organization, tokenId: tokenId(70) }, now)).toBe(isListed);
  });
});
