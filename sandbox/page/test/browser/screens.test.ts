import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  approve,
  askForToken,
  command,
  fillFirstPage,
  fillSecondPage,
  makeToken,
  message,
  modal,
  nextPage,
  openConversation,
  press,
} from './at-work.ts';
import { violationsOf } from './axe.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

/** Looks at what shows now, in both themes. */
async function look(page: Page, screen: string): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    expect(await violationsOf(page), `${screen}, ${theme}`).toEqual([]);
  }
}

describe('axe finds nothing', () => {
  it('on the way of somebody who asks', async () => {
    const page = await sandbox().as('mona', { isTouring: true });
    await look(page, 'the start, with the tour');
    await press(page, 'Close the tour');
    await openConversation(page, 'general');
    await page.locator('.composer-input').pressSequentially('/pat ');
    await page.getByRole('listbox').waitFor();
    await look(page, 'hints of the message box');
    await command(page, '/pat help');
    await message(page, '/pat request').waitFor();
    await look(page, 'an answer for one alone');
    await command(page, '/pat request');
    await modal(page).waitFor();
    await modal(page).locator('button[type="submit"]').click();
    await page.locator('.field-error').first().waitFor();
    await look(page, 'the first page with errors');
    await fillFirstPage(page);
    await nextPage(page, 'Next', '2 of 3');
    await fillSecondPage(page);
    await page.getByRole('combobox', { name: 'Permissions' }).click();
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await look(page, 'the second page with a list');
    await page.getByRole('combobox', { name: 'Permissions' }).press('Escape');
    await nextPage(page, 'Next', 'Review and send');
    await look(page, 'the last page');
    await modal(page).locator('button[type="submit"]').click();
    await modal(page).waitFor({ state: 'detached' });
    await openConversation(page, 'Countersign');
    await message(page, 'PAT-1')
      .getByRole('button', { name: /Withdraw/ })
      .click();
    await page.locator('.question').waitFor();
    await look(page, 'a question');
    await page.keyboard.press('Escape');
    await press(page, /^Faults/);
    await look(page, 'the faults');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Not emulated' }).click();
    await page.getByRole('heading', { name: 'What is not emulated' }).waitFor();
    await look(page, 'what is not emulated');
  });

  it('on the way of an owner, and on GitHub', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    const github = bea.getByRole('region', { name: 'GitHub' });
    await askForToken(mona);
    await openConversation(bea, 'token-reviews');
    const card = message(bea, 'PAT-1');
    await card.getByRole('button', { name: 'Details' }).click();
    await modal(bea).getByText('Justification').waitFor();
    await look(bea, 'the details');
    await bea.keyboard.press('Escape');
    await modal(bea).waitFor({ state: 'detached' });
    await card.getByRole('button', { name: 'Deny' }).click();
    await modal(bea).getByLabel('Reason').waitFor();
    await look(bea, 'the reason of a denial');
    await bea.keyboard.press('Escape');
    await modal(bea).waitFor({ state: 'detached' });
    await approve(bea, 'PAT-1');
    await look(bea, 'a decided card');
    await openConversation(mona, 'Countersign');
    await mona.locator('[data-action="create_on_github"]').click();
    await mona.locator('[data-prefilled]').waitFor();
    await look(mona, 'the new-token page');
    await makeToken(mona, true);
    await look(mona, 'a new token');
    await press(mona, 'See my tokens');
    await look(mona, 'my tokens');
    await press(mona, 'Edit nightly-release');
    await look(mona, 'an edit');
    await press(mona, 'Cancel');
    await press(mona, 'Regenerate nightly-release');
    await look(mona, 'regenerating');
    await github.getByRole('tab', { name: 'Requests' }).click();
    await look(bea, 'requests');
    await github.getByRole('button', { name: 'Approve' }).click();
    for (const tab of ['Active tokens', 'Members', 'Repositories', 'Policy']) {
      await github.getByRole('tab', { name: tab }).click();
      await look(bea, tab);
    }
    await bea
      .getByRole('button', { name: /^Show what entry/ })
      .first()
      .click();
    await look(bea, 'an entry of the trail');
    for (const tab of ['Outbox', 'Webhooks']) {
      await bea.getByRole('tab', { name: tab }).click();
      await look(bea, tab);
    }
  });

  it('at 380 pixels, where nothing is wider than the screen', async () => {
    const page = await sandbox().as('bea', { width: 380, height: 800, isTouring: true });
    const panes = page.getByRole('navigation', { name: 'Panes' });
    for (const pane of ['Slack', 'GitHub', 'What happened']) {
      await panes.getByRole('button', { name: pane }).click();
      await look(page, `${pane}, narrow`);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
    await press(page, 'Close the tour');
    await press(page, /^Faults/);
    await look(page, 'the faults, narrow');
    expect(await page.evaluate('document.querySelector(".panel").getBoundingClientRect().right <= innerWidth')).toBe(
      true,
    );
    await page.keyboard.press('Escape');
    await panes.getByRole('button', { name: 'Slack' }).click();
    await command(page, '/pat request');
    await modal(page).waitFor();
    await look(page, 'the form, narrow');
  });
});
