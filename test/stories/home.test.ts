import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { homeText, openHome } from '../support/home-of.ts';
import { approve, makeToken } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea } = cast;

/** What stands below the welcome and the button. */
function below(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.slice(lines.indexOf('[Request a token…]') + 1);
}

describe('Home', () => {
  it('follows a request from its sending to its token, without being opened again', async () => {
    const world = await startWorld();
    expect(below(await openHome(world, mona.slackId))).toEqual(['You have no requests and no tokens here yet.']);
    await askForToken(world, mona.slackId);
    expect(below(homeText(world, mona.slackId))).toEqual([
      'Under way',
      '“nightly-release” for acme · PAT-1: Waiting for an owner of acme to decide, until 8 March 2027 at 09:30 UTC.',
      '[Withdraw] [Details]',
    ]);
    await approve(world);
    expect(below(homeText(world, mona.slackId))).toEqual([
      'Waiting for you',
      `<@${bea.slackId}> approved “nightly-release” for acme · PAT-1`,
      'Create it by 8 March 2027 at 09:30 UTC. Copy the repositories and the justification from Details.',
      expect.stringMatching(/^\[Create on GitHub -> https:\/\/github\.com\/.*\] \[Withdraw\] \[Details\]$/),
    ]);
    await makeToken(world);
    expect(below(homeText(world, mona.slackId))).toEqual([
      'Active tokens',
      '“nightly-release” for acme · PAT-1 expires in 30 days, on 31 March 2027 at 09:30 UTC.',
      '[Revoke…] [Details]',
    ]);
  });

  it('shows an owner what waits for a decision, with the way to it', async () => {
    const world = await startWorld();
    await openHome(world, bea.slackId);
    expect(below(homeText(world, bea.slackId))).toEqual(['To review for acme', 'Nothing is waiting for a decision.']);
    await askForToken(world, mona.slackId);
    expect(below(homeText(world, bea.slackId))).toEqual([
      'To review for acme',
      '*1 request needs a decision. Open Details to review and decide.*',
      `<@${mona.slackId}> requests “nightly-release” · PAT-1 [Details]`,
    ]);
  });
});
