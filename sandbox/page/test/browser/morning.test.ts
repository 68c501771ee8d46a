import { expect, it } from 'vitest';
import { message, openConversation, press } from './at-work.ts';
import { violationsOf } from './axe.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox(undefined, true);
/** It takes what the program takes. */
const asLongAsItTakes = { timeout: 120_000 };

it('the tour shows the morning to whoever comes, as an owner, and then makes them the member who was reminded', async () => {
  const page = await sandbox().as(null, { isTouring: true });
  const card = page.getByRole('complementary', { name: 'Tour' });
  await card.getByText('1 of 9').waitFor();
  await card.getByRole('heading', { name: 'The morning so far' }).waitFor();
  await card.getByText('This window is Bea Lindqvist now.').waitFor();
  await card.getByText('Done').waitFor(asLongAsItTakes);
  for (const words of ['changelog-sync', 'release-tags', 'hotfix', 'link-check', 'org-cleanup'])
    await message(page, words).waitFor();

  await card.getByRole('button', { name: 'Next' }).click();
  await card.getByText('This window is Mona Reyes now.').waitFor();
  await message(page, 'expires in 7 days').waitFor();
  expect(await card.getByText('Done').count()).toBe(0);
});

it('a window whose address names somebody stays that person', async () => {
  const page = await sandbox().as('dan', { isTouring: true, width: 380, height: 780, theme: 'dark' });
  const card = page.getByRole('complementary', { name: 'Tour' });
  await card.getByRole('heading', { name: 'The morning so far' }).waitFor();
  expect(await page.locator('#person option:checked').textContent()).toContain('Dan Iyer');
  await card.getByRole('button', { name: 'Be Bea' }).click();
  await card.getByText('This window is Bea Lindqvist now.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

it('the page says while the morning is played that nobody can act yet', async () => {
  const page = await sandbox().as('bea');
  const banner = page.locator('.morning');
  await banner.waitFor({ state: 'detached', ...asLongAsItTakes });
  // The morning may be over before anybody looks.
  await page.evaluate(`window.said = new Promise((say) => new MutationObserver(() => {
    const shown = document.querySelector('.morning[role="status"]');
    if (shown !== null) say(shown.textContent);
  }).observe(document.body, { childList: true, subtree: true })); 0`);
  await press(page, /^Faults/);
  await press(page, 'Reset the sandbox');
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  expect(await page.evaluate('window.said')).toContain(
    'Countersign is working through the last days in acme: tokens, requests, approvals. You can act in a few seconds.',
  );
  await banner.waitFor({ state: 'detached', ...asLongAsItTakes });
  await openConversation(page, 'token-reviews');
  await message(page, 'org-cleanup').waitFor();
});

it('the buttons of a token that has outgrown its approval are on the first screen of a phone', async () => {
  const page = await sandbox().as('bea', { width: 380, height: 900 });
  await page.locator('.morning').waitFor({ state: 'detached', ...asLongAsItTakes });
  await openConversation(page, 'token-reviews');
  const card = message(page, 'is wider than PAT-1 allows');
  const [whole, accept] = [
    await card.boundingBox(),
    await card.getByRole('button', { name: 'Accept as it is' }).boundingBox(),
  ];
  if (whole === null || accept === null) throw new Error('the card is not shown');
  expect(accept.y + accept.height - whole.y).toBeLessThanOrEqual(420);
});
