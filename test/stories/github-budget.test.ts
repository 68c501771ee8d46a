import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, openForm } from '../support/ask-for-token.ts';
import { approve, cardOf, reads } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona } = cast;

describe('a limit that GitHub names to a type-ahead', () => {
  it('stops no owner’s click', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { slack } = world;
    const answers = { purpose: 'A job', token_name: 'another', lifetime: '30' };
    const first = await slack.fill(mona.slackId, await openForm(world, mona.slackId), answers);
    const { view } = await slack.submit(mona.slackId, first);
    if (view === undefined) throw new Error('the form did not go on');
    const limited = { status: 429, retryAfterSeconds: 1_800 };
    world.github.server.faults.add({ fits: /collaborators/, times: 100, when: 'before', answer: limited });
    await slack.suggest(mona.slackId, view, 'repositories', 'board');
    expect(world.github.server.calls.at(-1)).toMatchObject({ status: 429 });
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
  });
});
