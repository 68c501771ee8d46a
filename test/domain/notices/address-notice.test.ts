import { describe, expect, it } from 'vitest';
import type { SlackUserId } from '../../../src/domain/ids.ts';
import { addressNotice, audienceOf, mayGiveWay, wantsListing } from '../../../src/domain/notices/address-notice.ts';

const mona = 'U0MONA' as SlackUserId;
const dan = 'U0DAN' as SlackUserId;
const known = { isReplaced: false, isListedSince: true, holder: mona, reached: mona, named: null };

describe('a reminder that is due', () => {
  it.each([
    ['before the end: its holder is told', 7, known, { fate: 'tell', slackId: mona, isInstead: false }],
    [
      'another token took its place: nothing is said before the end',
      7,
      { ...known, isReplaced: true },
      { fate: 'supersede' },
    ],
    [
      'at the end it is said of a replaced one too',
      'expired',
      { ...known, isReplaced: true },
      { fate: 'tell', slackId: mona, isInstead: false },
    ],
    ['that it ended waits until GitHub was asked', 'expired', { ...known, isListedSince: false }, { fate: 'wait' }],
    [
      'that it will end waits for no list',
      0,
      { ...known, isListedSince: false },
      { fate: 'tell', slackId: mona, isInstead: false },
    ],
    [
      'who was named is told where its holder can’t be reached',
      7,
      { ...known, reached: null, named: dan },
      { fate: 'tell', slackId: dan, isInstead: true },
    ],
    [
      'its holder comes before who was named',
      7,
      { ...known, named: dan },
      { fate: 'tell', slackId: mona, isInstead: false },
    ],
    [
      'nobody is left: not its holder either',
      7,
      { ...known, reached: null },
      { fate: 'tell', slackId: null, isInstead: true },
    ],
    [
      'nobody was ever known',
      7,
      { ...known, holder: null, reached: null },
      { fate: 'tell', slackId: null, isInstead: false },
    ],
  ] as const)('%s', (_, threshold, facts, fate) => {
    expect(addressNotice({ threshold } as never, facts)).toEqual(fate);
  });

  it('asks what is asked of GitHub and the rows only where it matters', () => {
    expect([7, 0, 'expired'].map((threshold) => mayGiveWay({ threshold } as never))).toEqual([true, true, false]);
    expect([7, 0, 'expired'].map((threshold) => wantsListing({ threshold } as never))).toEqual([false, false, true]);
  });
});

describe('whoever reads that tokens end', () => {
  it.each([
    ['is their holder', mona, mona, false, 'holder'],
    ['stands for those who hold them', mona, mona, true, 'sponsor'],
    ['was named for when the holder can’t be reached', dan, mona, true, 'warned'],
    ['is the channel, where nobody is linked', null, null, false, 'reviewers'],
    ['is the channel, where nobody could be reached', null, mona, true, 'reviewers'],
  ] as const)('%s', (_, reader, holder, areSponsored, audience) => {
    expect(audienceOf(reader, holder, areSponsored)).toBe(audience);
  });
});
