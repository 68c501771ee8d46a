import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { askForToken, command, message, openConversation, press } from './at-work.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

async function turn(page: Page, name: string): Promise<void> {
  await press(page, /^Faults/);
  await page.getByRole('switch', { name }).click();
  await press(page, /^Faults/);
}

describe('something goes wrong', () => {
  it('a click while the bot is dead says so beside the button, and works after its start', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await askForToken(mona);
    await openConversation(bea, 'token-reviews');
    const card = message(bea, 'PAT-1');
    await press(bea, /^Faults/);
    await press(bea, 'Kill it');
    await bea.getByRole('button', { name: 'Start it' }).waitFor();
    await card.getByRole('button', { name: 'Approve' }).click();
    await card.getByText('could not be reached').waitFor();
    await press(bea, /^Faults/);
    await press(bea, 'Start it');
    await bea.getByText('Running').waitFor();
    await card.getByRole('button', { name: 'Approve' }).click();
    await card.getByText('Approved by').waitFor();
    await openConversation(mona, 'Countersign');
    await message(mona, 'approved “').waitFor();
    expect(await mona.locator('.message').filter({ hasText: 'approved “' }).count()).toBe(1);
  });

  it('what Slack refuses waits in the outbox with the reason, and is sent later', async () => {
    const mona = await sandbox().as('mona');
    await turn(mona, 'Slack rate-limits');
    await askForToken(mona);
    await mona.getByRole('tab', { name: 'Outbox' }).click();
    await mona
      .locator('tr[data-state="waiting"]')
      .filter({ hasText: /rate|429/i })
      .first()
      .waitFor();
    await turn(mona, 'Slack rate-limits');
    await press(mona, '+1 hour');
    await mona.locator('tr[data-state="done"]').filter({ hasText: 'request card' }).waitFor();
  });

  it('a lost webhook is shown as lost', async () => {
    const mona = await sandbox().as('mona');
    await turn(mona, 'Webhooks get lost');
    const github = mona.getByRole('region', { name: 'GitHub' });
    await github.getByRole('button', { name: 'New token' }).click();
    await github.getByLabel('Token name').fill('unseen');
    await github.getByRole('button', { name: 'Generate token' }).click();
    await mona.getByRole('tab', { name: 'Webhooks' }).click();
    await mona.locator('tr[data-state="lost"]').first().waitFor();
  });

  it('while Slack is down a command is refused and stays in the message box', async () => {
    const mona = await sandbox().as('mona');
    await turn(mona, 'Slack is down');
    await command(mona, '/pat help');
    await mona.locator('.composer').getByRole('alert').getByText('Slack is down').waitFor();
    expect(await mona.locator('.composer-input').inputValue()).toBe('/pat help');
  });

  it('a reset empties every window', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await askForToken(mona);
    await openConversation(bea, 'token-reviews');
    await message(bea, 'PAT-1').waitFor();
    await press(mona, /^Faults/);
    await press(mona, 'Reset the sandbox');
    await mona.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
    await message(bea, 'PAT-1').waitFor({ state: 'detached' });
  });
});
