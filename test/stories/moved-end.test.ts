import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { directMessages } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const hourMs = 3_600_000;
const { mona } = cast;

it('an end that was moved earlier and passed while nobody looked is told once', async () => {
  const { world, token } = await active();
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + hourMs));
  await world.pass({ hours: 3 });
  await world.pass({ minutes: 10 });
  for (let day = 0; day < 3; day += 1) await world.pass({ days: 1 });
  const told = directMessages(world, mona.slackId).filter((text) => text.includes('It no longer works'));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/“?nightly-release”? expired on/);
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
