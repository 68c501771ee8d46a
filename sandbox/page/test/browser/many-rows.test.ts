import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openConversation } from './at-work.ts';
import { fillWithMany, messages } from './many-rows.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox(fillWithMany);
const drawn = (page: Page): Promise<number> => page.locator('.message').count();
const upTurns = 12;
type Scroller = {
  scrollTop: number;
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
};

describe('ten thousand messages and a thousand tokens', () => {
  it('are scrolled with a few on the page at a time, and nothing moves under the reader', async () => {
    const page = await sandbox().as('bea');
    await openConversation(page, 'token-reviews');
    await page.getByText(`message ${messages}`, { exact: true }).waitFor();
    // What the bot says of the tokens that it found comes last: from then on nothing is new.
    await page.getByText('can reach it already').waitFor();
    const list = page.locator('.message-scroll');
    const edge = (await list.boundingBox())?.y ?? 0;
    for (let turn = 0; turn < upTurns; turn += 1) {
      // In one task: older rows that are already on their way must not come between the two.
      const top = await list.evaluate((box: Scroller) => {
        box.scrollTop = 0;
        return box.querySelector('.message')?.getAttribute('data-key') ?? '';
      });
      const before = page.locator(`.message[data-key="${top}"]`);
      await page
        .locator('.message')
        .first()
        .and(page.locator(`.message:not([data-key="${top}"])`))
        .waitFor();
      expect(Math.abs(((await before.boundingBox())?.y ?? 0) - edge)).toBeLessThan(80);
      expect(await drawn(page)).toBeLessThanOrEqual(160);
    }
    await page.getByRole('button', { name: 'Newest' }).click();
    await page.getByText(`message ${messages}`, { exact: true }).waitFor();

    const github = page.getByRole('region', { name: 'GitHub' });
    await github.getByText('1 of 40').waitFor();
    expect(await github.locator('[data-token]').count()).toBe(25);
    await github.getByRole('button', { name: 'Older' }).click();
    await github.getByText('2 of 40').waitFor();
    await github.getByRole('searchbox', { name: 'Find tokens' }).fill('token-999');
    await github.locator('[data-token="token-999"]').waitFor();
    expect(await github.locator('[data-token]').count()).toBe(1);
  });
});
