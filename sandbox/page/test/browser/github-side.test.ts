import { describe, expect, it } from 'vitest';
import { message, openConversation, press } from './at-work.ts';
import { generateUnasked, github, member, openTab, tokenCard } from './on-github.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

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
