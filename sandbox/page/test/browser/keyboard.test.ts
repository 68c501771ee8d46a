import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { entry, modal } from './at-work.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

const keys = async (page: Page, ...names: readonly string[]): Promise<void> => {
  for (const name of names) await page.keyboard.press(name);
};

/** Tabs on until that has the focus; a person would not go on for ever either. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const wanted = page.locator(selector).and(page.locator(':focus'));
  for (let stops = 0; stops < 60; stops += 1) {
    if ((await wanted.count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} is not reached by Tab`);
}

const focused = (page: Page) => page.locator(':focus');
const label = (page: Page): Promise<string> =>
  focused(page).evaluate(
    (at: {
      readonly id: string;
      readonly ownerDocument: { querySelector: (s: string) => { textContent: string } | null };
    }) => at.ownerDocument.querySelector(`label[for="${at.id}"]`)?.textContent ?? '',
  );

describe('the keyboard alone', () => {
  it('asks for a token, from the command to the last button', async () => {
    const page = await sandbox().as('mona');
    await tabTo(page, '.composer-input');
    await page.keyboard.type('/p');
    await keys(page, 'Tab');
    expect(await focused(page).inputValue()).toBe('/pat ');
    await page.keyboard.type('req');
    await keys(page, 'ArrowDown', 'Enter');
    expect(await focused(page).inputValue()).toBe('/pat request');
    await keys(page, 'Enter');
    await modal(page).getByRole('heading', { name: '1 of 3' }).waitFor();

    expect(await label(page)).toMatch(/^Where will you use it?/);
    await keys(page, 'Tab');
    expect(await label(page)).toBe('What is it for?');
    await page.keyboard.type('Nightly release job');
    await keys(page, 'Tab');
    expect(await label(page)).toBe('Lifetime');
    await keys(page, 'ArrowDown');
    await page.keyboard.type('30');
    await page.getByRole('option', { name: /30 days/ }).waitFor();
    await keys(page, 'Enter');
    expect(await focused(page).inputValue()).toMatch(/30 days/);
    await tabTo(page, '.modal button[type="submit"]');
    await keys(page, 'Enter');

    await modal(page).getByRole('heading', { name: '2 of 3' }).waitFor();
    await expect.poll(() => label(page)).toBe('What should it be able to do?');
    await keys(page, 'Tab');
    await page.keyboard.type('contents');
    await page.getByRole('option', { name: 'Contents: write' }).waitFor();
    await keys(page, 'ArrowDown', 'Enter', 'Escape', 'Tab');
    expect(await label(page)).toBe('Repository access');
    await keys(page, 'Tab');
    await page.keyboard.type('pay');
    await page.getByRole('option', { name: 'payments' }).waitFor();
    await keys(page, 'Enter', 'Escape', 'Control+Enter');

    await modal(page).getByRole('heading', { name: 'Review and send' }).waitFor();
    await tabTo(page, '.modal button[type="submit"]');
    await keys(page, 'Enter');
    await modal(page).waitFor({ state: 'detached' });
    await entry(page, 'request.submit').waitFor();
    await page.locator('.composer-input').and(focused(page)).waitFor();
  });

  it('keeps Tab within a form, Escape goes a page back with all that was typed, and then out', async () => {
    const page = await sandbox().as('mona');
    await tabTo(page, '.composer-input');
    await page.keyboard.type('/pat request');
    await keys(page, 'Enter');
    await modal(page).getByRole('heading', { name: '1 of 3' }).waitFor();
    await modal(page).getByLabel('What is it for?').fill('A job');
    for (let stops = 0; stops < 12; stops += 1) {
      await keys(page, 'Tab');
      expect(await page.evaluate('document.querySelector(".modal").contains(document.activeElement)')).toBe(true);
    }
    await modal(page).getByRole('combobox', { name: 'Lifetime' }).focus();
    await keys(page, 'ArrowDown', 'Enter', 'Control+Enter');
    await modal(page).getByRole('heading', { name: '2 of 3' }).waitFor();
    await modal(page).locator(':focus').waitFor();
    await keys(page, 'ArrowDown', 'Escape');
    await modal(page).getByRole('heading', { name: '2 of 3' }).waitFor();
    await keys(page, 'Escape');
    await modal(page).getByRole('heading', { name: '1 of 3' }).waitFor();
    expect(await modal(page).getByLabel('What is it for?').inputValue()).toBe('A job');
    await keys(page, 'Escape');
    await modal(page).waitFor({ state: 'detached' });
    await page.locator('.composer-input').and(focused(page)).waitFor();
  });

  it('goes from pane to pane with F6, and through tabs with arrows', async () => {
    const page = await sandbox().as('bea');
    await keys(page, 'F6');
    await page.getByRole('region', { name: 'GitHub' }).locator(':focus').waitFor();
    await keys(page, 'ArrowRight');
    await page.getByText('No token waits for the organization.').waitFor();
    await keys(page, 'End');
    await page.getByText('An owner must approve each token').waitFor();
    await keys(page, 'F6', 'ArrowRight');
    await page.getByText('What Slack or GitHub is to be told').waitFor();
    await keys(page, 'F6');
    await page.locator('.composer-input').and(focused(page)).waitFor();
  });
});
