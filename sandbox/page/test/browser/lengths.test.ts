import { afterAll, beforeAll, expect, it } from 'vitest';
import { ordinaryMessages } from '../../../../test/slack/ordinary-messages.ts';
import { heightsOf } from './measure-messages.ts';
import { openWorkshop, type Workshop } from './open-sandbox.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

it('no message is higher than it may be on a phone', async () => {
  const heights = await heightsOf(
    workshop,
    ordinaryMessages.map(({ content }) => content),
  );
  expect(heights).toHaveLength(ordinaryMessages.length);
  const tooHigh = ordinaryMessages.flatMap(({ name, pixels }, index) => {
    const height = heights[index] ?? 0;
    return height > 0 && height <= pixels ? [] : [`${name}: ${height} px, ${pixels} at most`];
  });
  expect(tooHigh).toEqual([]);
});
