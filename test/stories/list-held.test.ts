import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, makeToken, toldPrivately, usualToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, dan } = cast;

async function listOf(world: TestWorld, slackId: string): Promise<string> {
  return toldPrivately(world, await world.slack.command(slackId, '/pat list'));
}

describe('/pat list', () => {
  it('names what is on hold without a request, to its holder only', async () => {
    const world = await startWorld();
    await makeToken(world, { ...usualToken(world), name: 'surprise' });
    const list = await listOf(world, mona.slackId);
    expect(list).toContain('On hold');
    expect(list).toContain('Your token “surprise” for acme is on hold because nobody has approved it yet.');
    expect(list).toContain('Tell the owners why…');
    expect(await listOf(world, dan.slackId)).not.toContain('surprise');
  });

  it('names a token once where its request says that it is on hold', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world, { ...usualToken(world), repositorySelection: 'all', repositories: [] });
    const list = await listOf(world, mona.slackId);
    expect(list).toContain('PAT-1');
    expect(list).not.toContain('On hold');
  });
});
