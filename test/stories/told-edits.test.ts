// A change of a token that works: whoever reads of it is told that the change waits, and that the token goes on with what it had.
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { decisionCard } from '../support/ended-token.ts';
import { cardsAbout, isActive, lastDirectMessage, makeToken, reads } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const all = { repositorySelection: 'all', repositories: [] } as const;
const name = 'nightly-release';

async function edited() {
  const { world, token } = await active();
  world.github.people.editToken(token.tokenId, all);
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
  return { world, token };
}

async function accept(world: TestWorld): Promise<void> {
  await world.slack.click(bea.slackId, decisionCard(world, name), 'approve_pending_token');
  await world.settle();
}

describe('a change that is wider than was agreed', () => {
  it('is said to wait, to its holder and to the reviewers, and the token to go on', async () => {
    const { world } = await edited();
    const told = lastDirectMessage(world, mona.slackId);
    expect(told).toContain(
      'A change of your token “nightly-release” for acme is on hold: it’s wider than PAT-1 allows. The token keeps its present access meanwhile.',
    );
    expect(told).toContain('Narrow it on GitHub and we’ll approve it automatically, or wait for an owner.');
    expect(reads(decisionCard(world, name))).toContain(
      `A change of <@${mona.slackId}>’s token “nightly-release” for acme is wider than PAT-1 allows`,
    );
  });

  it('promises no second token under its request where no webhook told of it', async () => {
    const { world, token } = await active();
    world.github.webhooks.mode = 'lose';
    world.github.people.editToken(token.tokenId, all);
    await world.pass({ minutes: 6 });
    const told = lastDirectMessage(world, mona.slackId);
    expect(told).toContain('A change of your token “nightly-release” for acme is on hold');
    expect(told).not.toContain('Create a new token within PAT-1');
    expect(told).toContain('An owner has to decide.');
  });

  it('is approved as a change', async () => {
    const { world } = await edited();
    await accept(world);
    await world.pass({ minutes: 6 });
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `<@${bea.slackId}> approved a change of your token “nightly-release” for acme. It is active now.`,
    );
  });
});

it('a first token that is held is no change of anything', async () => {
  const world = await startWorld();
  await makeToken(world, { name: 'tool' });
  expect(lastDirectMessage(world, mona.slackId)).toContain('Your token “tool” for acme is on hold because nobody');
  expect(lastDirectMessage(world, mona.slackId)).not.toContain('keeps its present access');
});

it('a change within what a reviewer accepted as it is is let in by that, and not by the request that covers less', async () => {
  const { world, token } = await edited();
  await accept(world);
  await world.pass({ minutes: 6 });
  world.github.people.editToken(token.tokenId, { permissions: { repository: { contents: 'read' } } });
  await world.pass({ minutes: 6 });
  world.github.people.editToken(token.tokenId, { permissions: { repository: { administration: 'write' } } });
  await world.pass({ minutes: 6 });
  expect(reads(decisionCard(world, name))).toContain('wider than');
  world.github.people.editToken(token.tokenId, { permissions: { repository: { contents: 'write' } } });
  await world.pass({ minutes: 6 });
  const cards = cardsAbout(world, name).map(reads);
  expect(isActive(world, token)).toBe(true);
  expect(cards.join('\n')).not.toContain('Approved automatically: PAT-1 covers it');
  expect(cards.join('\n')).toContain(
    `Approved automatically: it’s within what <@${bea.slackId}> approved on 1 March 2027`,
  );
});
