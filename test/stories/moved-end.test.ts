import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { directMessages } from '../support/people.ts';
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
