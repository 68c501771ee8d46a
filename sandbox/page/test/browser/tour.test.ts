import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { askForToken, entry, message, modal, press } from './at-work.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

const card = (page: Page) => page.getByRole('complementary', { name: 'Tour' });

/** Reads the step, is told where it makes the window somebody else, and looks where it points. */
async function begin(page: Page, step: number, title: string, person: string | null): Promise<void> {
  await card(page).getByText(`${step} of 8`).waitFor();
  await card(page).getByRole('heading', { name: title }).waitFor();
  if (person !== null) {
    await page.locator('#person option:checked').filter({ hasText: person }).waitFor({ state: 'attached' });
  }
  await card(page).getByRole('button', { name: 'Show me where' }).click();
  await page.locator('[data-marked]').first().waitFor();
}

async function end(page: Page): Promise<void> {
  await card(page).getByText('Done').waitFor();
  await card(page).getByRole('button', { name: 'Next' }).click();
}

async function isMade(page: Page, name: string): Promise<void> {
  await card(page).getByText(`This window is ${name} now.`).waitFor();
}

describe('the tour', () => {
  it('leads through its eight steps, says where to look, and sees what was done', async () => {
    const page = await sandbox().as('mona', { isTouring: true });
    const github = page.getByRole('region', { name: 'GitHub' });
    await begin(page, 1, 'Request a token', 'Mona');
    expect(await card(page).getByText('This window is').count()).toBe(0);
    await askForToken(page);
    await end(page);

    await isMade(page, 'Bea Lindqvist');
    await begin(page, 2, 'An owner reads the card', 'Bea');
    await message(page, 'PAT-1').getByRole('button', { name: 'Approve' }).click();
    await end(page);

    await isMade(page, 'Mona Reyes');
    await begin(page, 3, 'Create it on GitHub', 'Mona');
    await page.locator('[data-action="create_on_github"]').click();
    await github.getByLabel('Only select repositories').check();
    await github.getByRole('combobox', { name: 'Repositories' }).fill('payments');
    await page.getByRole('option', { name: /payments/ }).click();
    await page.keyboard.press('Escape');
    await press(page, 'Generate token');
    await end(page);

    await begin(page, 4, 'It is approved automatically', null);
    await entry(page, 'active_token.find').waitFor();
    await end(page);

    await begin(page, 5, 'Time passes', 'Mona');
    await press(page, 'Next reminder');
    await message(page, 'expires in 14 days').waitFor();
    await end(page);

    await begin(page, 6, 'A token wider than approved', 'Mona');
    await press(page, 'Edit nightly-release');
    await github.getByLabel('All repositories').check();
    await press(page, 'Update');
    await end(page);

    await isMade(page, 'Carl Odede');
    await begin(page, 7, 'A person decides', 'Carl');
    await message(page, 'wider than PAT-').getByRole('button', { name: 'Deny' }).click();
    await modal(page).getByLabel('Reason').fill('As agreed, please.');
    await modal(page).locator('button[type="submit"]').click();
    await end(page);

    await begin(page, 8, 'Break something', null);
    await press(page, /^Faults/);
    await page.getByRole('switch', { name: 'Slack rate-limits' }).click();
    await page.keyboard.press('Escape');
    await press(page, 'Next reminder');
    await card(page).getByText('Done').waitFor();
    await card(page).getByRole('button', { name: 'End' }).click();
    await card(page).waitFor({ state: 'detached' });
    expect(await page.locator('tr[data-state="waiting"]').count()).toBeGreaterThan(0);
  });
});
