import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, cardOf, directMessages, isActive, makeToken, reads } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const hourMs = 3_600_000;
const { mona } = cast;

it.each([
  { what: 'GitHub was not listed', away: (world: TestWorld) => world.pass({ hours: 3 }) },
  {
    what: 'the program was down',
    away: async (world: TestWorld) => {
      world.moveClock(3 * 3_600);
      await world.restart();
    },
  },
])('an end that was moved earlier and passed while $what is told once', async ({ away }) => {
  const { world, token } = await active();
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + hourMs));
  await away(world);
  await world.pass({ minutes: 10 });
  for (let day = 0; day < 3; day += 1) await world.pass({ days: 1 });
  const told = directMessages(world, mona.slackId).filter((text) => text.includes('It no longer works'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('“nightly-release” for acme expired on');
});

it('a token that had ended before the organization was first listed is not told as news', async () => {
  const world = await startWorld({
    prepare: ({ github }) => {
      github.people.createToken('bea-owner', 'acme', {
        name: 'of-old',
        permissions: { repository: { contents: 'read' } },
        repositorySelection: 'all',
        expiresAt: new Date(Date.parse('2027-03-01T09:00:00Z')),
      });
    },
  });
  for (let day = 0; day < 3; day += 1) await world.pass({ days: 1 });
  expect(directMessages(world, cast.bea.slackId).join('\n')).not.toContain('of-old');
});

it.each([
  {
    state: 'that waits',
    isOwner: false,
    more: 'Or request more time with /pat request, under the same token name.',
  },
  { state: 'that is active', isOwner: true, more: 'Or request the new end here.' },
])(
  'a token $state and ends too late is told what moves its end, and regenerated so it is within',
  async ({ isOwner, more }) => {
    const world = await startWorld();
    const holder = isOwner ? cast.bea : mona;
    await askForToken(world, holder.slackId, { lifetime: '30' });
    await approve(world, '· PAT-1', cast.carl.slackId);
    const late = new Date(world.now() + 60 * 24 * hourMs);
    const token = await makeToken(world, { expiresAt: late }, holder.login);
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(isOwner);
    expect(directMessages(world, holder.slackId).join('\n')).toContain(
      `Editing a token can’t change when it ends. Regenerate it on GitHub with an earlier end, which changes its secret. Or create a new token that ends in time, then delete this one. ${more}`,
    );
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * 24 * hourMs));
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Its token has been active');
  },
);
