// A denial on github.com of which a webhook tells late: by then a person has let the token in anew.
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { askAgain, decisionCard, passOften } from '../support/ended-token.ts';
import { directMessages, isActive, isPending, makeToken, reads, toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

async function says(world: TestWorld, typed: string) {
  const said = await world.slack.command(mona.slackId, typed);
  await world.slack.until(() => (said.modal !== undefined || said.ephemeral.length > 0 ? true : undefined));
  return said.modal === undefined ? toldPrivately(world, said) : reads(said.modal as never);
}

it('a denial on github.com whose webhook comes after a person let the token in anew ends nothing', async () => {
  const world = await startWorld();
  const token = await makeToken(world, { name: 'tool' });
  world.github.webhooks.mode = 'hold';
  world.github.people.reviewOnGithub(carl.login, token.tokenId, 'deny');
  await world.pass({ minutes: 6 });
  askAgain(world, token);
  await passOften(world);
  await world.slack.click(bea.slackId, decisionCard(world, 'tool'), 'approve_pending_token');
  await passOften(world);
  expect(isActive(world, token)).toBe(true);
  world.github.webhooks.mode = 'deliver';
  await world.github.webhooks.deliverHeld();
  await world.settle();
  await passOften(world);
  expect.soft(directMessages(world, mona.slackId).at(-1)).not.toContain('It can’t reach acme: please delete it');
  expect.soft(await says(world, '/pat renew tool')).not.toContain('You can’t renew');
  world.github.people.editToken(token.tokenId, { permissions: { repository: { contents: 'read' } } });
  await world.pass({ minutes: 6 });
  world.github.people.editToken(token.tokenId, { permissions: { repository: { contents: 'write' } } });
  await passOften(world);
  expect(isPending(world, token)).toBe(false);
});
