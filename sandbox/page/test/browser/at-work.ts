// What a person does on the page, by what they read on it.
import type { Locator, Page } from 'playwright-core';

export const modal = (page: Page): Locator => page.getByRole('dialog').filter({ has: page.locator('.modal-head') });
export const field = (page: Page, label: string): Locator => modal(page).getByLabel(label, { exact: false }).first();
/** The newest message that says so. */
export const message = (page: Page, text: string | RegExp): Locator =>
  page.locator('.message').filter({ hasText: text }).last();

export async function openConversation(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Conversations' }).getByRole('button', { name }).click();
}

export async function command(page: Page, typed: string): Promise<void> {
  const composer = page.locator('.composer-input');
  await composer.fill(typed);
  await composer.press('Enter');
}

/** Types into a menu and takes what it then offers. */
export async function choose(page: Page, label: string, typed: string, option: string | RegExp): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  await box.fill(typed);
  await page.getByRole('listbox').getByRole('option', { name: option }).first().click();
  if ((await box.getAttribute('aria-expanded')) === 'true') await box.press('Escape');
}

export async function nextPage(page: Page, button: string, title: string): Promise<void> {
  await modal(page).getByRole('button', { name: button, exact: true }).click();
  await modal(page).getByRole('heading', { name: title }).waitFor();
}

export type Asked = {
  readonly purpose?: string;
  readonly name?: string;
  readonly description?: string;
  readonly justification?: string;
};

export async function fillFirstPage(page: Page, asked: Asked = {}): Promise<void> {
  await field(page, 'What is it for?').fill(asked.purpose ?? 'Nightly release job');
  await choose(page, 'Lifetime', '30', /30 days/);
}

export async function fillSecondPage(page: Page, asked: Asked = {}): Promise<void> {
  await choose(page, 'Repository access', 'sel', /selected/i);
  await choose(page, 'Repositories', 'pay', 'payments');
  await choose(page, 'Permissions', 'contents', 'Contents: write');
  await field(page, 'Token name').fill(asked.name ?? 'nightly-release');
  await field(page, 'Description').fill(asked.description ?? 'Tags and publishes the release');
  await field(page, 'Justification').fill(
    asked.justification ?? 'The release job pushes tags.\nThe token is kept in the vault.',
  );
}

/** `/pat request` from the message box to the last button. */
export async function askForToken(page: Page, asked: Asked = {}): Promise<void> {
  await command(page, '/pat request');
  await modal(page).getByRole('heading', { name: '1 of 3' }).waitFor();
  await fillFirstPage(page, asked);
  await nextPage(page, 'Next', '2 of 3');
  await fillSecondPage(page, asked);
  await nextPage(page, 'Next', 'Review and send');
  await modal(page).locator('button[type="submit"]').click();
  await modal(page).waitFor({ state: 'detached' });
}

export async function approve(page: Page, request: string): Promise<void> {
  await openConversation(page, 'token-reviews');
  await message(page, request).getByRole('button', { name: 'Approve' }).click();
  await message(page, request).getByText('Approved by').waitFor();
}

/** From the message's button to the token; `isWide`: for all repositories instead. */
export async function makeToken(page: Page, isWide = false): Promise<void> {
  await openConversation(page, 'Countersign');
  await page.locator('[data-action="create_on_github"]').last().click();
  await page.locator('[data-prefilled]').waitFor();
  const github = page.getByRole('region', { name: 'GitHub' });
  if (isWide) await github.getByLabel('All repositories').check();
  else {
    await github.getByLabel('Only select repositories').check();
    await choose(page, 'Repositories', 'pay', /payments/);
  }
  await github.getByRole('button', { name: 'Generate token' }).click();
  await github.getByRole('heading', { name: 'Token generated' }).waitFor();
}

export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
}

/** A line of the audit trail. */
export const entry = (page: Page, act: string): Locator => page.locator(`tr[data-act="${act}"]`).first();
