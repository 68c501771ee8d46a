import { describe, expect, it } from 'vitest';
import {
  approve,
  askForToken,
  choose,
  command,
  entry,
  fillFirstPage,
  fillSecondPage,
  makeToken,
  message,
  modal,
  nextPage,
  openConversation,
  press,
} from './at-work.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

describe('two people in two windows', () => {
  it('one asks, the other approves, and both see it at once', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await askForToken(mona);
    const reviews = bea.locator('[data-conversation="C0REVIEWERS"]');
    await reviews.getByText('unread').waitFor({ state: 'attached' });
    await approve(bea, 'PAT-1');
    expect(await message(bea, 'PAT-1').getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await reviews.getByText('unread').waitFor({ state: 'detached' });
    await openConversation(mona, 'Countersign');
    await message(mona, 'approved “').getByText('@Bea Lindqvist').first().waitFor();
  });

  it('one asks, and names somebody who is warned too', async () => {
    const mona = await sandbox().as('mona');
    await command(mona, '/pat request');
    await modal(mona).getByRole('heading', { name: '1 of 3' }).waitFor();
    await fillFirstPage(mona);
    await nextPage(mona, 'Next', '2 of 3');
    await fillSecondPage(mona);
    await choose(mona, 'Also warn', 'carl', /Carl/);
    const warned = mona.getByRole('combobox', { name: 'Also warn' });
    await warned.press('Backspace');
    expect(await warned.inputValue()).toBe('');
    await choose(mona, 'Also warn', 'lindq', 'Bea Lindqvist');
    expect(await warned.inputValue()).toContain('Bea Lindqvist');
    await nextPage(mona, 'Next', 'Review and send');
    await modal(mona).locator('button[type="submit"]').click();
    await modal(mona).waitFor({ state: 'detached' });
    const carl = await sandbox().as('carl');
    await openConversation(carl, 'token-reviews');
    await message(carl, 'PAT-1').getByRole('button', { name: 'Details' }).click();
    await modal(carl).getByText('we warn @Bea Lindqvist before').waitFor();
  });

  it('an owner denies with a reason that the other reads', async () => {
    const [mona, carl] = [await sandbox().as('mona'), await sandbox().as('carl')];
    await askForToken(mona);
    await openConversation(carl, 'token-reviews');
    await message(carl, 'PAT-1').getByRole('button', { name: 'Deny' }).click();
    await modal(carl).getByLabel('Reason').fill('Use the deploy key instead.');
    await modal(carl).locator('button[type="submit"]').click();
    await message(carl, 'PAT-1').getByText('Denied by').waitFor();
    await openConversation(mona, 'Countersign');
    await message(mona, 'denied your request').getByText('Use the deploy key instead.').waitFor();
  });

  it('who is no owner is told so, and only they see it', async () => {
    const dan = await sandbox().as('dan');
    await dan.locator('.composer-input').fill('/pat help');
    await dan.locator('.composer-input').press('Enter');
    await message(dan, '/pat request').getByText('Only visible to you').waitFor();
    const mona = await sandbox().as('mona');
    expect(await mona.locator('.message').count()).toBe(0);
  });

  it('a request is withdrawn after Slack’s own question', async () => {
    const mona = await sandbox().as('mona');
    await askForToken(mona);
    await openConversation(mona, 'Countersign');
    const withdraw = message(mona, 'PAT-1').getByRole('button', { name: /Withdraw/ });
    await withdraw.click();
    const question = mona.getByRole('dialog').filter({ has: mona.locator('#question-title') });
    await question.getByRole('button').first().click();
    await question.waitFor({ state: 'detached' });
    await withdraw.and(mona.locator(':focus')).waitFor();
    await withdraw.click();
    await question.getByRole('button').last().click();
    await message(mona, 'withdrawn').waitFor();
  });
});

describe('a token on GitHub', () => {
  it('that is what was agreed is let in by itself, and the clock brings its reminder', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await askForToken(mona);
    await approve(bea, 'PAT-1');
    await makeToken(mona);
    expect(await mona.locator('.token-shown').textContent()).toContain('NotReal');
    await message(mona, 'can reach acme now').waitFor();
    await press(mona, 'See my tokens');
    await mona.locator('[data-token="nightly-release"]').getByText('Active', { exact: true }).waitFor();
    await press(mona, 'Next reminder');
    await message(mona, /expires in 14 days/).waitFor();
    await entry(mona, 'notice.send').waitFor();
    expect(await mona.locator('.clock-now').textContent()).toMatch(/Mar 17, 2027/);
  });

  it('that reaches further is held, and an owner denies it', async () => {
    const [mona, bea, carl] = [await sandbox().as('mona'), await sandbox().as('bea'), await sandbox().as('carl')];
    await askForToken(mona);
    await approve(bea, 'PAT-1');
    await makeToken(mona, true);
    await message(mona, 'is on hold').waitFor();
    await openConversation(carl, 'token-reviews');
    const card = message(carl, 'wider than PAT-');
    await card
      .getByText(/all repositories/i)
      .first()
      .waitFor();
    await card.getByRole('button', { name: 'Deny' }).click();
    await modal(carl).getByLabel('Reason').fill('Two repositories, as agreed.');
    await modal(carl).locator('button[type="submit"]').click();
    await message(mona, 'denied your token').getByText('Two repositories, as agreed.').waitFor();
    await press(mona, 'See my tokens');
    await mona.locator('[data-token="nightly-release"]').getByText('Cannot reach the organization').waitFor();
  });

  it('opens an empty page where GitHub ignores the link', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await askForToken(mona);
    await approve(bea, 'PAT-1');
    await openConversation(mona, 'Countersign');
    await mona.locator('[data-action="create_on_github"]').click();
    const name = mona.getByRole('region', { name: 'GitHub' }).getByLabel('Token name');
    await expect.poll(() => name.inputValue()).toBe('nightly-release');
    await mona.getByLabel('GitHub ignores what the link says').check();
    await expect.poll(() => name.inputValue()).toBe('');
  });

  it('is approved on GitHub by an owner, then revoked', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    const github = mona.getByRole('region', { name: 'GitHub' });
    await github.getByRole('button', { name: 'New token' }).click();
    await github.getByLabel('Token name').fill('by-hand');
    await github.getByRole('button', { name: 'Generate token' }).click();
    const owner = bea.getByRole('region', { name: 'GitHub' });
    await owner.getByRole('tab', { name: 'Requests' }).click();
    await owner.locator('[data-token="by-hand"]').getByRole('button', { name: 'Approve' }).click();
    await owner.getByText('No token waits').waitFor();
    await owner.getByRole('tab', { name: 'Active tokens' }).click();
    await owner.getByRole('button', { name: 'Revoke by-hand' }).click();
    await bea.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await owner.getByText('No token reaches').waitFor();
  });
});
