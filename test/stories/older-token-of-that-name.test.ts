import { cast, organization } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  makeToken,
  reads,
  usualToken,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, carl } = cast;
const usual = usualToken({ now: () => 0 } as never);

it('a token of that name from before Countersign does not use up an approval: the new one is let in under it', async () => {
  const world = await startWorld({
    prepare: ({ github }) => {
      const earlier = github.people.createToken('mona', organization, {
        ...usual,
        expiresAt: new Date('2027-03-21T09:30:00Z'),
      });
      github.people.reviewOnGithub(carl.login, earlier.tokenId, 'approve');
    },
  });
  await world.pass({ minutes: 6 });
  await askForToken(world, mona.slackId);
  await approve(world, '· PAT-1');
  await world.pass({ minutes: 6 });
  expect(reads(cardOf(world, '· PAT-1'))).toContain('Waiting for the token to be made on GitHub');
  const token = await makeToken(world);
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
  expect(cardsAbout(world, 'without a request')).toEqual([]);
  expect(directMessages(world, mona.slackId).join('\n')).not.toContain('Next time, request it first');
});
