import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../../support/ask-for-token.ts';
import { approve, cardOf, reads } from '../../support/people.ts';
import { startWorkspaces } from '../../support/start-workspaces.ts';

const { mona, bea } = cast;

describe('two workspaces with the same people, channels and numbers', () => {
  it('each have their own PAT-1, and what is decided on one is not seen in the other', async () => {
    const { a, b, changesIn } = await startWorkspaces();
    await askForToken(a, mona.slackId, { purpose: 'For the first alone' });
    await askForToken(b, mona.slackId, { purpose: 'For the second alone' });
    const seen = await changesIn(b, async () => void (await approve(a)));
    expect(reads(cardOf(a, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
    expect(reads(cardOf(b, 'PAT-1'))).not.toContain('Approved');
    expect(seen).toEqual([]);
  });
});
