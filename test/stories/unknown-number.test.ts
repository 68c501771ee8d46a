// Somebody else's PAT-1 is answered like PAT-9, which does not exist: nobody learns which numbers there are, whoever they are and whatever is out.
import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, makeToken, reads, revoke } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, dan, nell, gus } = cast;

async function says(world: TestWorld, slackId: string, typed: string): Promise<string> {
  const said = await world.slack.command(slackId, typed);
  await world.slack.until(() =>
    said.ephemeral.length > 0 || (said.modal !== undefined && !reads(said.modal as never).includes('One moment'))
      ? true
      : undefined,
  );
  const text = [...said.ephemeral.map(reads), ...(said.modal === undefined ? [] : [reads(said.modal as never)])];
  return text.join('\n');
}

const words = ['show', 'withdraw', 'renew', 'revoke'];
const made: Record<string, (world: TestWorld) => Promise<void>> = {
  pending: async () => {},
  approved: async (world) => {
    await approve(world);
  },
  active: async (world) => {
    await approve(world);
    await makeToken(world);
  },
  revoked: async (world) => {
    await approve(world);
    await makeToken(world);
    await revoke(world, bea.slackId, '· PAT-1', 'Not needed.');
    await world.settle();
  },
};
const outages: Record<string, (world: TestWorld) => void> = {
  'with nothing out': () => {},
  'with GitHub down': (world) => {
    world.github.server.faults.add({
      fits: /./,
      when: 'before',
      times: 10_000,
      answer: { status: 503 },
    });
  },
  'with Slack’s directory down': (world) => {
    world.slack.server.faults.add({
      fits: /users\.info/,
      when: 'before',
      times: 1_000,
      answer: { status: 503 },
    });
  },
  'no longer a member': (world) => {
    world.github.webhooks.mode = 'lose';
    world.github.people.removeMember(dan.login, organization, bea.login);
  },
};

describe.each(Object.keys(outages))('whoever names a number of somebody else’s, %s', (outage) => {
  it.each(Object.keys(made))('learns nothing of a request that is %s', async (state) => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await made[state]?.(world);
    outages[outage]?.(world);
    const found: string[] = [];
    for (const who of [dan, nell, gus])
      for (const word of words) {
        const real = (await says(world, who.slackId, `/pat ${word} PAT-1`)).replaceAll('PAT-1', 'PAT-n');
        const none = (await says(world, who.slackId, `/pat ${word} PAT-9`)).replaceAll('PAT-9', 'PAT-n');
        if (real !== none) found.push(`${who.name} ${word}\n   there: ${real}\n   none: ${none}`);
      }
    expect(found.join('\n')).toBe('');
  });
});
