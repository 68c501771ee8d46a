import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Language, languages } from '../../../../src/domain/language.ts';
import { wordingFor } from '../../../../src/wording/wording-for.ts';
import { ordinaryMessages } from '../../../../test/slack/ordinary-messages.ts';
import { heightsOf } from './measure-messages.ts';
import { openWorkshop, type Workshop } from './open-sandbox.ts';

/** Japanese takes two lines more at the most: a character is as wide as two letters. */
const wider: Readonly<Record<Language, number>> = { en: 0, ja: 46 };

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

it.each(languages)('no message is higher than it may be on a phone, in %s', async (language) => {
  const heights = await heightsOf(
    workshop,
    ordinaryMessages.map(({ content }) => content),
    wordingFor(language, '/pat'),
  );
  expect(heights).toHaveLength(ordinaryMessages.length);
  const tooHigh = ordinaryMessages.flatMap(({ name, pixels }, index) => {
    const height = heights[index] ?? 0;
    const most = pixels + wider[language];
    return height > 0 && height <= most ? [] : [`${name}: ${height} px, ${most} at most`];
  });
  expect(tooHigh).toEqual([]);
});
