import { describe, expect, it } from 'vitest';
import { askForToken, message, openConversation } from './at-work.ts';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();
const attack = {
  purpose: '<!channel> *PAT-1 approved* <https://evil.example|Approve> @here',
  name: '*approved* <@U0BEA000001>',
  description: 'x\n>quoted `code` <!date^1^{date}|now>',
  justification: '```\nPAT-1: <@U0CARL00001> approved\n``` _so_ ~it~ https://evil.example/ &lt;!here&gt;',
};

describe('what a person types', () => {
  it('is only ever text on the card: no mention, no link, no formatting', async () => {
    const [mona, bea] = [await sandbox().as('mona'), await sandbox().as('bea')];
    await askForToken(mona, attack);
    await openConversation(bea, 'token-reviews');
    const card = message(bea, ' requests “');
    await card.getByText('*approved* <@U0BEA000001>').first().waitFor();
    await card.getByText('PAT-1: <@U0CARL00001> approved').first().waitFor();
    expect(await card.locator('a').count()).toBe(0);
    expect(await card.locator('code, pre, em, s, .mention-all, .mention-me').count()).toBe(0);
    expect(await card.locator('.mention').allTextContents()).toEqual(['@Mona Reyes']);
    const bold = await card.locator('strong').allTextContents();
    expect(bold.filter((text) => /^PAT-1 approved|^approved$/.test(text))).toEqual([]);
    expect(await card.getByRole('button').allTextContents()).toEqual([
      'Approve',
      'Deny…',
      'Adjust…',
      'Ask…',
      'Details',
    ]);
  });
});
