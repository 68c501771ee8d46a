// A number of four digits or more is written as the language writes it, wherever it counts something.
import { describe, expect, it } from 'vitest';
import { englishFor } from '../../src/wording/english.ts';
import { japaneseFor } from '../../src/wording/japanese.ts';
import type { Speech } from '../../src/wording/speech.ts';
import type { Wording } from '../../src/wording/wording.ts';

const speech: Speech = {
  person: (slackId) => `@${slackId}`,
  instant: () => 'then',
  day: () => 'then',
  group: (id) => `@${id}`,
  quoted: (text) => `“${text}”`,
  name: (text) => text,
};
const many = 1_008;

const counts: Readonly<Record<string, (wording: Wording) => string>> = {
  moreListed: (wording) => wording.moreListed(many),
  andMore: (wording) => wording.andMore(many),
  moreScopes: (wording) => wording.moreScopes(many),
  classicFound: (wording) => wording.classicFound(2_016, many, 'acme', speech),
  moreTokens: (wording) => wording.moreTokens(many),
  revokeAllWhat: (wording) => wording.revokeAllWhat('mona', many, 'acme', speech),
  revokeAllLeft: (wording) => wording.revokeAllLeft(many),
  manyRequestCards: (wording) => wording.manyRequestCards(2_016, many, 'acme', speech),
  manyTokenCards: (wording) => wording.manyTokenCards(2_016, many, 'acme', speech),
  manyMore: (wording) => wording.manyMore(many),
  manyMoreHeld: (wording) => wording.manyMoreHeld(many),
  manyGone: (wording) => wording.manyGone(many, 'acme', speech),
  manyAboutTokens: (wording) => wording.manyAboutTokens(many, 'acme', speech),
  manyAboutRequests: (wording) => wording.manyAboutRequests(many, 'acme', speech),
  manyUndeliverable: (wording) => wording.manyUndeliverable(many),
  manyStuck: (wording) => wording.manyStuck(many),
  waitingListMore: (wording) => wording.waitingListMore(many),
  waitingTitle: (wording) => wording.waitingTitle(many, 'acme', speech),
  unusedTitle: (wording) => wording.unusedTitle(many, 'acme', speech),
  reviewWhat: (wording) => wording.reviewWhat(many, 'acme', speech),
  reviewMore: (wording) => wording.reviewMore(many),
};

describe.each([
  ['English', englishFor('/pat')],
  ['Japanese', japaneseFor('/pat')],
])('a count in %s', (_, wording) => {
  it.each(Object.entries(counts))('has its thousands apart: %s', (_name, say) => {
    const said = say(wording);
    expect(said).toContain('1,008');
    expect(said).not.toMatch(/\d{4}/);
  });
});
