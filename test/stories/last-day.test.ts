import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, isActive, lastDirectMessage, makeToken, reads } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona } = cast;
const dayMs = 86_400_000;

it('times out on the day that was asked for as the last: nobody approves what could only be too long', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId, { lifetime: 'date', expires_on: '2027-03-03' });
  expect(lastDirectMessage(world, mona.slackId)).toContain('to decide, until 3 March 2027 at 00:00 UTC');
  await world.pass({ days: 1 });
  expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('approve_request');
  await world.pass({ days: 1 });
  expect(buttonsOf(cardOf(world, '· PAT-1'))).not.toContain('approve_request');
  expect(reads(cardOf(world, '· PAT-1'))).toContain('Timed out');
});

it('can be approved and used until then, and says so: the token that its link makes is let in', async () => {
  const world = await startWorld();
  await askForToken(world, mona.slackId, { lifetime: 'date', expires_on: '2027-03-04' });
  await world.pass({ days: 1 });
  await approve(world, '· PAT-1');
  expect(lastDirectMessage(world, mona.slackId)).toContain('Create it by 4 March 2027 at 00:00 UTC');
  await world.pass({ hours: 14 });
  const token = await makeToken(world, { expiresAt: new Date(world.now() + dayMs) });
  await world.pass({ minutes: 6 });
  expect(isActive(world, token)).toBe(true);
});
