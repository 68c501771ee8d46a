import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { message, openConversation, press } from './at-work.ts';
import { generateUnasked, github, member, openTab, tokenCard } from './on-github.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

/** A day later, with all that happened on the way. */
async function nextDay(page: Page): Promise<void> {
  await press(page, '+1 day');
  await page.getByRole('button', { name: '+1 day' }).and(page.locator('[aria-busy="false"]')).waitFor();
}

describe('an owner on GitHub', () => {
  it('promotes, demotes and removes members', async () => {
    const [bea, dan] = [await sandbox().as('bea'), await sandbox().as('dan')];
    await openTab(bea, 'Members');
    await member(bea, 'dan-dev').getByRole('button', { name: 'Promote' }).click();
    await member(bea, 'dan-dev').getByText('Owner', { exact: true }).waitFor();
    await openTab(dan, 'Members');
    await member(dan, 'mona').getByRole('button', { name: 'Promote' }).waitFor();
    await member(bea, 'dan-dev').getByRole('button', { name: 'Demote' }).click();
    await member(bea, 'dan-dev').getByText('Member', { exact: true }).waitFor();
    await github(dan).getByText('Only an owner can change who is in it.').waitFor();
    await member(bea, 'dan-dev').getByRole('button', { name: 'Remove' }).click();
    await bea.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await member(bea, 'dan-dev').waitFor({ state: 'detached' });
    await github(bea).getByRole('button', { name: 'Add dan-dev' }).waitFor();
  });

  it('stops asking for approval: the next token is let in at once, and the channel is told', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await openTab(bea, 'Policy');
    await github(bea).getByLabel('An owner must approve each token').uncheck();
    await github(bea).getByRole('button', { name: 'Save' }).click();
    await github(bea).locator('button[type="submit"][aria-disabled="true"]').waitFor();
    await generateUnasked(mona, 'unasked');
    await press(mona, 'See my tokens');
    await tokenCard(mona, 'unasked').getByText('Active', { exact: true }).waitFor();
    await press(bea, '+1 hour');
    await openConversation(bea, 'token-reviews');
    await message(bea, 'seems not to require approval of tokens').waitFor();
  });
});

describe('whoever holds a token', () => {
  it('asks again for one that was denied, and the owners see it wait', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await generateUnasked(mona, 'once-more');
    await openTab(bea, 'Requests');
    await tokenCard(bea, 'once-more').getByRole('button', { name: 'Deny' }).click();
    await press(mona, 'See my tokens');
    await press(mona, 'Ask again for once-more');
    await github(mona).getByLabel('Justification').fill('I still need it.');
    await github(mona).getByRole('button', { name: 'Ask again' }).click();
    await tokenCard(bea, 'once-more').getByText('I still need it.').waitFor();
  });

  it('uses it once, and deletes it', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await generateUnasked(mona, 'by-hand');
    await openTab(bea, 'Requests');
    await tokenCard(bea, 'by-hand').getByRole('button', { name: 'Approve' }).click();
    await press(mona, 'See my tokens');
    expect(await tokenCard(mona, 'by-hand').getByText('Last used').count()).toBe(0);
    await press(mona, 'Use once by-hand');
    await tokenCard(mona, 'by-hand').getByText('Last used').waitFor();
    await press(mona, 'Delete by-hand');
    await mona.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await tokenCard(mona, 'by-hand').waitFor({ state: 'detached' });
    await openTab(bea, 'Active tokens');
    await github(bea).getByText('No token reaches').waitFor();
  });

  it('sees its dates move with the clock: when it was used, how long it lasts, and that it has expired', async () => {
    const bea = await sandbox().as('bea');
    await openTab(bea, 'My tokens');
    await github(bea).getByRole('button', { name: 'New token' }).click();
    const ends = github(bea).getByLabel('Expiration');
    expect(await ends.textContent()).toContain('7 days (2027-03-08)');
    await nextDay(bea);
    await ends.getByText('7 days (2027-03-09)').waitFor({ state: 'attached' });
    await ends.selectOption('7');
    await github(bea).getByLabel('Token name').fill('week');
    await github(bea).getByRole('button', { name: 'Generate token' }).click();
    await press(bea, 'See my tokens');
    const card = tokenCard(bea, 'week');
    await card.getByText('Created Mar 2, 2027 · Expires Mar 9, 2027 (in 7 days) · Never used').waitFor();
    await press(bea, 'Use once week');
    await card.getByText('Last used today').waitFor();
    await nextDay(bea);
    await card.getByText('Expires Mar 9, 2027 (in 6 days)').waitFor();
    await card.getByText('Last used yesterday').waitFor();
    for (let day = 0; day < 6; day += 1) {
      await card.getByText('Active', { exact: true }).waitFor();
      await nextDay(bea);
      await card.getByText(`Last used ${day + 2} days ago`).waitFor();
    }
    await card.getByText('Expired', { exact: true }).waitFor();
    await card.getByText('Expired Mar 9, 2027 (today)').waitFor();
    await press(bea, 'Use once week');
    await bea.getByText('That token has expired: nothing can be done with it. Regenerate it first.').first().waitFor();
  });

  it('is told that GitHub is down, and goes on when it is up again', async () => {
    const mona = await sandbox().as('mona');
    const turn = async (): Promise<void> => {
      await press(mona, /^Faults/);
      await mona.getByRole('switch', { name: 'GitHub is down' }).click();
      await press(mona, /^Faults/);
    };
    await turn();
    await github(mona).getByRole('button', { name: 'New token' }).click();
    await github(mona).getByLabel('Token name').fill('later');
    await github(mona).getByRole('button', { name: 'Generate token' }).click();
    await mona.getByText('GitHub is down: nothing can be done there.').first().waitFor();
    await turn();
    await github(mona).getByRole('button', { name: 'Generate token' }).click();
    await github(mona).getByRole('heading', { name: 'Token generated' }).waitFor();
  });
});
