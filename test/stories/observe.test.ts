import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, isActive, makeToken, reads } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;
const drift = '    drift: { grace_days: 3, then: revoke }\n';
const observes = policyText(`    mode: observe\n${drift}`);

/** What was asked of GitHub that changes something; an installation's token changes nothing. */
function writes(world: TestWorld): readonly string[] {
  return world.github.server.calls
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('GET ') && !name.endsWith('/access_tokens'));
}

const tokenCard = (world: TestWorld) => cardOf(world, 'token “nightly-release”');

describe('an organization that is only observed', () => {
  it('has a token that was agreed to wait: the card says what we would have done, and GitHub is told nothing', async () => {
    const world = await startWorld({ policy: observes });
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(false);
    expect(reads(tokenCard(world))).toContain('Observe only: we would have approved this token, as PAT-1 covers it.');
    expect(buttonsOf(tokenCard(world))).toEqual(['open_on_github', 'request_details']);
    expect(writes(world)).toEqual([]);
  });
});
