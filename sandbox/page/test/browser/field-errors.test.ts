import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { approve, askForToken, choose, command, field, modal, nextPage } from './at-work.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();
// In two parts: no line of this repository looks like a credential.
const credential = `github_pat_${'11ABCDEFG0'.repeat(3)}_${'a1B2c3D4e5'.repeat(6)}`;

const submit = (page: Page): Promise<void> => modal(page).locator('button[type="submit"]').click();
const errorAt = (page: Page, blockId: string) => modal(page).locator(`[data-block="${blockId}"] .field-error`);

/** The error stands at its own field, and the field tells a screen reader so. */
async function hasError(page: Page, blockId: string, words: RegExp): Promise<void> {
  // An earlier error may stand there until the answer comes.
  await errorAt(page, blockId).filter({ hasText: words }).waitFor();
  const control = modal(page).locator(`[data-block="${blockId}"] :is(input, textarea)`).last();
  expect(await control.getAttribute('aria-invalid')).toBe('true');
  expect(await control.getAttribute('aria-describedby')).toContain('-error');
}

describe('an error stands at its field', () => {
  it('on the first page', async () => {
    const page = await sandbox().as('mona');
    await command(page, '/pat request');
    await modal(page).waitFor();
    await submit(page);
    await hasError(page, 'purpose', /required/);
    await modal(page).locator('[data-block="purpose"] input:focus').waitFor();
    await field(page, 'What is it for?').fill(credential);
    await submit(page);
    await hasError(page, 'purpose', /looks like a token/);
    await field(page, 'What is it for?').fill('A job');
    await choose(page, 'Lifetime', '', /date/i);
    await modal(page).locator('[data-block="expires_on"]').waitFor();
    await submit(page);
    await hasError(page, 'expires_on', /required/);
    await errorAt(page, 'purpose').waitFor({ state: 'detached' });
  });

  it('on the second page', async () => {
    const page = await sandbox().as('mona');
    await command(page, '/pat request');
    await modal(page).waitFor();
    await field(page, 'What is it for?').fill('A job');
    await nextPage(page, 'Next', '2 of 3');
    await field(page, 'Token name').fill('n'.repeat(41));
    await field(page, 'Justification').fill('');
    await submit(page);
    await hasError(page, 'permissions', /required/);
    await hasError(page, 'repositories', /required/);
    await hasError(page, 'token_name', /40/);
    await hasError(page, 'justification', /required/);
    await choose(page, 'What should it be able to do?', 'comment', /comment/i);
    await modal(page).locator('[data-block="permissions"]').waitFor({ state: 'detached' });
    await choose(page, 'Repository access', 'all', /all/i);
    await modal(page).locator('[data-block="repositories"]').waitFor({ state: 'detached' });
    await field(page, 'Token name').fill('a-token');
    await field(page, 'Justification').fill(credential);
    await submit(page);
    await hasError(page, 'justification', /looks like a token/);
  });

  it('at the reason of a denial', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await askForToken(mona);
    await bea.locator('[data-conversation="C0REVIEWERS"]').click();
    await bea.getByRole('button', { name: 'Deny' }).click();
    await modal(bea).waitFor();
    await submit(bea);
    await hasError(bea, 'reason', /required/);
    await bea.keyboard.press('Escape');
    await modal(bea).waitFor({ state: 'detached' });
    await approve(bea, 'PAT-1');
  });
});
