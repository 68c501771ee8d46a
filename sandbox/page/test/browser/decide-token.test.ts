import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { approve, askForToken, field, message, modal, openConversation, press } from './at-work.ts';
import { generateUnasked, tokenCard } from './on-github.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

async function submitReason(page: Page, reason: string): Promise<void> {
  await modal(page).getByLabel('Reason').fill(reason);
  await modal(page).locator('button[type="submit"]').click();
  await modal(page).waitFor({ state: 'detached' });
}

describe('an owner thinks again', () => {
  it('revokes a token from its card, and its holder and the owners read why', async () => {
    const [mona, bea, carl] = [await sandbox().as('mona'), await sandbox().as('bea'), await sandbox().as('carl')];
    await generateUnasked(mona, 'by-hand');
    await openConversation(bea, 'token-reviews');
    const card = message(bea, 'by-hand');
    await card.getByRole('button', { name: /^Approve/ }).click();
    await card.getByRole('button', { name: 'Revoke…' }).click();
    await modal(bea).getByText('SSH keys and deploy keys').waitFor();
    await submitReason(bea, 'The job has gone.');
    await openConversation(carl, 'token-reviews');
    await message(carl, 'Revoked by').getByText('The job has gone.').waitFor();
    await openConversation(mona, 'Countersign');
    await message(mona, 'revoked your token').getByText('The job has gone.').waitFor();
    await press(mona, 'See my tokens');
    await tokenCard(mona, 'by-hand').getByText('Cannot reach the organization').waitFor();
  });

  it('denies after all what was approved, and the asker reads why', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await askForToken(mona);
    await approve(bea, 'PAT-1');
    await message(bea, 'PAT-1').getByRole('button', { name: 'Withdraw approval…' }).click();
    await submitReason(bea, 'The freeze has begun.');
    await message(bea, 'PAT-1').getByText('The freeze has begun.').waitFor();
    await openConversation(mona, 'Countersign');
    await message(mona, 'The freeze has begun.').waitFor();
    await mona.locator('[data-action="create_on_github"]').waitFor({ state: 'detached' });
  });
});

describe('the holder of a token that nobody asked for', () => {
  it('explains it, and it is let in when an owner approves that', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await generateUnasked(mona, 'by-hand');
    await openConversation(mona, 'Countersign');
    await message(mona, 'nobody has approved it yet').getByRole('button', { name: 'Tell the owners why…' }).click();
    await modal(mona).getByRole('heading', { name: 'Tell the owners why' }).waitFor();
    await field(mona, 'Purpose').fill('Nightly release job');
    await field(mona, 'Justification').fill('Made before I knew of /pat.');
    await modal(mona).locator('button[type="submit"]').click();
    await modal(mona).waitFor({ state: 'detached' });
    await approve(bea, 'PAT-1');
    await press(mona, 'See my tokens');
    await tokenCard(mona, 'by-hand').getByText('Active', { exact: true }).waitFor();
  });
});
