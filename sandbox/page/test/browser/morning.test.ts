import { expect, it } from 'vitest';
import { message } from './at-work.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox(undefined, true);

it('the page says that the morning is played, and the tour shows it to whoever comes, as an owner', async () => {
  const page = await sandbox().as(null, { isTouring: true });
  const card = page.getByRole('complementary', { name: 'Tour' });
  const banner = page.getByRole('status').filter({ hasText: 'is working through the last days in acme' });
  await banner.waitFor();
  await card.getByText('1 of 9').waitFor();
  await card.getByRole('heading', { name: 'The morning so far' }).waitFor();
  await card.getByText('This window is Bea Lindqvist now.').waitFor();
  // It takes what the program takes.
  await card.getByText('Done').waitFor({ timeout: 120_000 });
  await banner.waitFor({ state: 'detached' });
  for (const words of ['changelog-sync', 'release-tags', 'hotfix', 'link-check', 'org-cleanup'])
    await message(page, words).waitFor();

  await card.getByRole('button', { name: 'Next' }).click();
  await card.getByText('This window is Mona Reyes now.').waitFor();
  await message(page, 'expires in 7 days').waitFor();
  expect(await card.getByText('Done').count()).toBe(0);
});

it('a window whose address names somebody stays that person', async () => {
  const page = await sandbox().as('dan', { isTouring: true });
  const card = page.getByRole('complementary', { name: 'Tour' });
  await card.getByRole('heading', { name: 'The morning so far' }).waitFor();
  expect(await page.locator('#person option:checked').textContent()).toContain('Dan Iyer');
  await card.getByRole('button', { name: 'Be Bea' }).click();
  await card.getByText('This window is Bea Lindqvist now.').waitFor();
});
