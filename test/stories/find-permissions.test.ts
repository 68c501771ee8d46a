import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { cardOf, reads, toldPrivately } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona } = cast;

it('says which permission a call needs, and opens the form with it', async () => {
  const world = await startWorld();
  const { slack } = world;
  const asked = await slack.command(mona.slackId, '/pat permissions POST /repos/acme/website/issues/3/comments');
  expect(await toldPrivately(world, asked)).toContain('needs one of these');
  const [answer] = asked.ephemeral;
  if (answer === undefined) throw new Error('there is no answer');
  const opened = await slack.click(mona.slackId, answer, 'request_these', { value: 'issues:write' });
  const first = await slack.fill(mona.slackId, await slack.until(() => opened.modal), {
    purpose: 'Comment on issues',
    lifetime: '30',
  });
  const { view: second } = await slack.submit(mona.slackId, first);
  if (second === undefined) throw new Error('the form did not go on');
  const filled = await slack.fill(mona.slackId, second, {
    repository_access: 'subset',
    repositories: ['website'],
    token_name: 'commenter',
    justification: 'The bot answers on issues.',
  });
  const { view: last } = await slack.submit(mona.slackId, filled);
  if (last === undefined) throw new Error('the form did not go on');
  expect((await slack.submit(mona.slackId, last)).closed).toBe(true);
  await world.settle();
  expect(reads(cardOf(world, 'PAT-1'))).toContain('Issues: write');
});

it('offers nobody a permission that there is none of', async () => {
  const world = await startWorld();
  const { slack } = world;
  const asked = await slack.command(mona.slackId, '/pat permissions comment');
  await toldPrivately(world, asked);
  const [answer] = asked.ephemeral;
  if (answer === undefined) throw new Error('there is no answer');
  const forged = await slack.click(mona.slackId, answer, 'request_these', { force: true, value: 'root:write' });
  expect(await toldPrivately(world, forged)).not.toBe('');
  expect(forged.modal).toBeUndefined();
});

it('names the word that was probably meant', async () => {
  const world = await startWorld();
  expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat permision'))).toContain(
    'Did you mean /pat permissions?',
  );
});
