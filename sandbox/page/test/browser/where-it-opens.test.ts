import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { askForToken, message, openConversation } from './at-work.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

const opened = (page: Page) => page.locator('.conversation[aria-current="page"]').getAttribute('data-conversation');
const reviews = 'C0REVIEWERS';

it('opens where there is something to read, and stays there', async () => {
  const mona = await sandbox().as('mona');
  const own = await opened(mona);
  expect(own).not.toBe(reviews);
  await askForToken(mona);
  // Her own messages are empty, and a request waits in the channel.
  const bea = await sandbox().as('bea');
  await message(bea, 'PAT-1').waitFor();
  expect(await opened(bea)).toBe(reviews);
  await bea.locator(`[data-conversation="${reviews}"]`).getByText('unread').waitFor({ state: 'detached' });
  expect(await opened(bea)).toBe(reviews);
  // Whoever comes later, and has read all, comes to where something stands.
  const later = await sandbox().as('bea');
  await message(later, 'PAT-1').waitFor();
  await openConversation(later, 'Countersign');
  expect(await opened(later)).not.toBe(reviews);
});
