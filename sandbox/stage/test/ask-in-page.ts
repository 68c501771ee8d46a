import type { Message } from '../shown/protocol.ts';
import type { Page } from './open-page.ts';

/** Fills in the three pages of `/pat request` as a person does, type-ahead included, and sends it. */
export async function askInPage(page: Page, tokenName = 'nightly-release'): Promise<void> {
  await page.command('/pat request');
  const first = await page.until(() => page.slices.views.at(-1), 'the form');
  await page.submit({
    purpose: 'Nightly release job',
    lifetime: '30',
  });
  const second = await page.viewAfter(first);
  await page.suggest('repositories', 'pay');
  await page.suggest('permissions', 'contents');
  await page.submit({
    token_name: tokenName,
    description: 'Tags the release',
    repository_access: 'subset',
    repositories: ['payments'],
    permissions: ['contents:write'],
    justification: 'The release job pushes tags. It is kept in the vault.',
  });
  await page.viewAfter(second);
  await page.submit();
  await page.until(() => page.slices.views.length === 0, 'the end of the form');
}

/** The link of the button in the message. */
export function linkIn({ blocks }: Message): string {
  return /"url":"([^"]+)"/.exec(JSON.stringify(blocks))?.[1] ?? '';
}
