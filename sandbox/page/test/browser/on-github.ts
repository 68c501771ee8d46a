// What somebody does on the GitHub side of the page.
import type { Locator, Page } from 'playwright-core';

export const github = (page: Page): Locator => page.getByRole('region', { name: 'GitHub' });
export const tokenCard = (page: Page, name: string): Locator => github(page).locator(`[data-token="${name}"]`);
export const member = (page: Page, login: string): Locator => github(page).locator(`[data-member="${login}"]`);

export async function openTab(page: Page, name: string): Promise<void> {
  await github(page).getByRole('tab', { name }).click();
}

/** A token that nobody asked for in Slack. */
export async function generateUnasked(page: Page, name: string): Promise<void> {
  await github(page).getByRole('button', { name: 'New token' }).click();
  await github(page).getByLabel('Token name').fill(name);
  await github(page).getByRole('button', { name: 'Generate token' }).click();
  await github(page).getByRole('heading', { name: 'Token generated' }).waitFor();
}
