import { cast, channel } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { cardOf, makeToken, reads } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { bea } = cast;

it.each([
  {
    what: 'answers with an error and does not carry out',
    fits: /POST .*personal-access-token-requests/,
    answer: { status: 502 },
    said: 'GitHub hasn’t carried it out yet',
  },
  {
    what: 'gives no answer on',
    fits: /personal-access-token-requests/,
    answer: 'drop',
    said: 'GitHub doesn’t answer',
  },
  {
    what: 'shows no list for',
    fits: /GET .*personal-access-token-requests/,
    answer: { status: 500 },
    said: 'GitHub answers with an error',
  },
] as const)('a decision that GitHub $what is told to the channel in words', async ({ fits, answer, said }) => {
  const world = await startWorld();
  await makeToken(world, { name: 'quick' });
  world.github.server.faults.add({ fits, when: 'before', times: 1_000, answer });
  await world.slack.click(bea.slackId, cardOf(world, '“quick”'), 'approve_pending_token');
  for (let turn = 0; turn < 20; turn += 1) await world.pass({ minutes: 2 });
  const told = world.slack.messagesIn(channel).map(reads);
  expect(told.filter((text) => text.includes('for some minutes'))).toEqual([
    `We couldn’t tell GitHub about the decision on “quick” for some minutes: ${said}. We keep trying. If this goes on, Countersign’s log says more.`,
  ]);
});
