// `npm run screenshots`: the pictures of docs/, made by the program itself.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
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
} from './at-work.ts';
import { fiveCards } from './five-cards.ts';
import { postMessages } from './measure-messages.ts';
import { type Look, openWorkshop, type Sandbox } from './open-sandbox.ts';

const folder = join(import.meta.dirname, '../../../../docs');
const ask = {
  purpose: 'Nightly release job',
  name: 'nightly-release',
  description: 'Tags and publishes the release each night',
  justification: 'The release job pushes tags.\nThe token is kept in the vault, nobody reads it.',
};

const fileOf = (name: string, theme: string): string => join(folder, `${name}-${theme}.png`);

/** Nothing blinks, and no pointer rests on anything. */
async function holdStill(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate('document.fonts.ready.then(() => document.activeElement?.blur())');
}

async function takeMessage(page: Page, says: string | RegExp, path: string): Promise<void> {
  await holdStill(page);
  await message(page, says).scrollIntoViewIfNeeded();
  await message(page, says).screenshot({ path });
}

/** The form, as somebody is about to leave its second page; then they send it. */
async function takeForm(page: Page, path: string): Promise<void> {
  await command(page, '/pat request');
  await modal(page).waitFor();
  await fillFirstPage(page, ask);
  await nextPage(page, 'Next', '2 of 3');
  await fillSecondPage(page, ask);
  await holdStill(page);
  // The corners are round: behind them is nothing.
  await page.evaluate(`document.querySelector('.modal-shade').style.background = 'var(--paper)';
    document.querySelector('.slack').style.visibility = 'hidden';`);
  await modal(page).screenshot({ path });
  await page.evaluate(`document.querySelector('.slack').style.visibility = '';`);
  await nextPage(page, 'Next', 'Review and send');
  await modal(page).locator('button[type="submit"]').click();
  await modal(page).waitFor({ state: 'detached' });
}

async function takeAll(sandbox: Sandbox, theme: 'light' | 'dark'): Promise<void> {
  const sharp: Look = { theme, width: 1_280, height: 1_640, scale: 2 };
  const [mona, bea] = [await sandbox.as('mona', sharp), await sandbox.as('bea', sharp)];
  await takeForm(mona, fileOf('form', theme));
  await openConversation(bea, 'token-reviews');
  await takeMessage(bea, 'PAT-1', fileOf('card', theme));
  await approve(bea, 'PAT-1');
  await openConversation(mona, 'Countersign');
  await takeMessage(mona, 'approved “nightly-release”', fileOf('direct-message', theme));
  await makeToken(mona);
  await message(mona, 'can reach acme now').waitFor();
  await askForToken(mona, { ...ask, name: 'hotfix', purpose: 'Fix of a release by hand' });
  await approve(bea, 'PAT-2');

  const whole = await sandbox.as('mona', { theme, width: 1_440, height: 960 });
  await openConversation(whole, 'Countersign');
  await whole.locator('[data-action="create_on_github"]').click();
  await whole.locator('[data-prefilled]').waitFor();
  await message(whole, 'approved “hotfix”').scrollIntoViewIfNeeded();
  await holdStill(whole);
  await whole.screenshot({ path: fileOf('page', theme) });

  const narrow = await sandbox.as('carl', { theme, width: 380, height: 780, scale: 2 });
  await openConversation(narrow, 'token-reviews');
  await message(narrow, 'PAT-2').waitFor();
  await holdStill(narrow);
  await narrow.screenshot({ path: fileOf('narrow', theme) });
}

/** Five cards of which two are dangerous, as an owner sees them on a phone. */
async function takeFive(sandbox: Sandbox, theme: 'light' | 'dark'): Promise<void> {
  const page = await sandbox.as('bea', { theme, width: 380, height: 1_760, scale: 2 });
  await openConversation(page, 'token-reviews');
  await message(page, 'PAT-25').waitFor();
  await holdStill(page);
  await page.screenshot({ path: fileOf('five-cards', theme) });
}

/** What an owner finds in the first minute: a Monday morning, wide and narrow. */
async function takeMorning(sandbox: Sandbox, theme: 'light' | 'dark'): Promise<void> {
  const wide = await sandbox.as('bea', { theme, width: 1_440, height: 960 });
  await wide.locator('.morning').waitFor({ state: 'detached', timeout: 120_000 });
  await openConversation(wide, 'token-reviews');
  await wide.getByRole('tab', { name: 'Active tokens' }).click();
  await message(wide, 'org-cleanup').scrollIntoViewIfNeeded();
  await holdStill(wide);
  await wide.screenshot({ path: fileOf('morning', theme) });

  const narrow = await sandbox.as('bea', { theme, width: 380, height: 780, scale: 2 });
  await openConversation(narrow, 'token-reviews');
  await message(narrow, 'org-cleanup').scrollIntoViewIfNeeded();
  await holdStill(narrow);
  await narrow.screenshot({ path: fileOf('morning-narrow', theme) });
}

mkdirSync(folder, { recursive: true });
const workshop = await openWorkshop();
for (const theme of ['light', 'dark'] as const) {
  const sandbox = await workshop.open();
  await takeAll(sandbox, theme);
  await sandbox.close();
  const five = await workshop.open((world) => postMessages(world, fiveCards));
  await takeFive(five, theme);
  await five.close();
  const morning = await workshop.open(undefined, true);
  await takeMorning(morning, theme);
  await morning.close();
}
await workshop.close();
