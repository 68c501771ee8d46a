// Revoked in Slack, GitHub can't be told, and the token's own end comes first: is that revocation remembered?
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { askAgain, letInByApp, passOften } from '../support/ended-token.ts';
import {
  approve,
  cardOf,
  isActive,
  makeToken,
  passWithoutOutage,
  reads,
  revoke,
  toldPrivately,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const dayMs = 86_400_000;
const three = { repositories: ['payments', 'website', 'release-tools'] };

async function revokedBeforeItsEnd(second: Parameters<typeof askForToken>[2] | null) {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world, { expiresAt: new Date(world.now() + dayMs) });
  if (second !== null) {
    await askForToken(world, mona.slackId, second);
    await approve(world, '· PAT-2');
  }
  await passWithoutOutage(world, 23.5);
  const faults = world.github.server.faults;
  faults.add({ fits: /POST .*personal-access-tokens\/\d+$/, when: 'before', times: 1_000, answer: { status: 503 } });
  await revoke(world, bea.slackId, '· PAT-1', 'It leaked.');
  await passWithoutOutage(world, 2);
  faults.clear();
  expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token expired on 2 March 2027');
  return { world, token };
}

it('regenerated and edited within a second approval, before the active list is read, it is let in by no approval', async () => {
  const { world, token } = await revokedBeforeItsEnd(three);
  world.github.webhooks.mode = 'lose';
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 10 * dayMs));
  world.github.people.editToken(token.tokenId, three);
  await world.bot().wake('listPending');
  await world.bot().idle();
  await passOften(world);
  await passWithoutOutage(world, 2);
  expect(letInByApp(world, token)).toBe(1);
  expect(isActive(world, token)).toBe(false);
});

it('whose grant GitHub took away at the end, it asks again and is let in by no approval (every webhook there)', async () => {
  const { world, token } = await revokedBeforeItsEnd({});
  token.grant = null;
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 10 * dayMs));
  askAgain(world, token);
  await world.settle();
  await passOften(world);
  expect(letInByApp(world, token)).toBe(1);
  expect(isActive(world, token)).toBe(false);
});

it('nobody is offered to renew it', async () => {
  const { world } = await revokedBeforeItsEnd(null);
  const said = await world.slack.command(mona.slackId, '/pat renew PAT-1');
  await world.slack.until(() => (said.modal !== undefined || said.ephemeral.length > 0 ? true : undefined));
  expect(said.modal === undefined ? await toldPrivately(world, said) : reads(said.modal as never)).toContain(
    'can’t renew',
  );
});
