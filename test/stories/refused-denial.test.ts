// A person denied or revoked, and GitHub refused that for good (the App's right was missing): does the App let in or widen that token by itself afterwards?
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active, inChannel, refuseRevoke } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { decisionCard, letInByApp, passOften } from '../support/ended-token.ts';
import { openHome } from '../support/home-of.ts';
import {
  approve,
  cardsAbout,
  directMessages,
  isActive,
  makeToken,
  reads,
  revoke,
  toldPrivately,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const all = { repositorySelection: 'all', repositories: [] } as const;
const three = { repositories: ['payments', 'website', 'release-tools'] };

async function denialRefused() {
  const world = await startWorld();
  await askForToken(world, mona.slackId);
  await approve(world);
  const token = await makeToken(world, all);
  const review = /POST .*token-requests\/\d+$/;
  world.github.server.faults.add({ fits: review, when: 'before', times: 1, answer: { status: 403 } });
  const asked = await world.slack.click(bea.slackId, decisionCard(world, token.name), 'deny_pending_token');
  const view = await world.slack.until(() => asked.modal);
  await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, view, { reason: 'Not this one' }));
  await world.settle();
  await passOften(world);
  return { world, token };
}

it('a denial that GitHub refuses is not told as a refused approval', async () => {
  const { world } = await denialRefused();
  const told = [...cardsAbout(world, 'nightly-release').map(reads), ...directMessages(world, mona.slackId)].join('\n');
  expect.soft(told).not.toContain('GitHub refused our approval');
  expect(told).toMatch(/denied|denial|deny/i);
});

it('a token that a person denied, and GitHub refused that, is not let in by the App once it is narrowed', async () => {
  const { world, token } = await denialRefused();
  const usual = { repositorySelection: 'subset', repositories: ['website', 'payments'] } as const;
  world.github.people.editToken(token.tokenId, usual);
  await passOften(world);
  expect(letInByApp(world, token), inChannel(world).at(-1)).toBe(0);
});

it('a token that a person revoked as leaked, and GitHub refused that, is not widened by the App under another approval', async () => {
  const { world, token } = await active();
  await askForToken(world, mona.slackId, three);
  await approve(world, '· PAT-2');
  world.github.server.faults.add({ ...refuseRevoke, times: 1 });
  await revoke(world, bea.slackId, '· PAT-1', 'It leaked.');
  await world.settle();
  world.github.people.editToken(token.tokenId, three);
  await passOften(world);
  expect(letInByApp(world, token), inChannel(world).at(-2)).toBe(1);
  expect(isActive(world, token)).toBe(true);
});

it('a token whose revocation GitHub refused can’t be renewed: its holder reads who revoked it, and is offered no renewal', async () => {
  const { world } = await active();
  world.github.server.faults.add({ ...refuseRevoke, times: 1 });
  await revoke(world, bea.slackId, '· PAT-1', 'It leaked.');
  await world.settle();
  const said = await toldPrivately(world, await world.slack.command(mona.slackId, '/pat renew PAT-1'));
  expect(said).toBe(
    'You can’t renew “nightly-release”: <@U0BEA000001> revoked it on 1 March 2027 at 09:30 UTC. GitHub hasn’t carried that out, so it still works. Nothing was sent. You can request another with /pat request.',
  );
  expect(await openHome(world, mona.slackId)).not.toContain('[Renew…]');
  for (let day = 0; day < 17; day += 1) await world.pass({ days: 1 });
  const reminder = directMessages(world, mona.slackId).findLast((text) => text.includes('expires in 13 days'));
  expect(reminder).toBeDefined();
  expect(reminder).not.toMatch(/Renew…|renew it/);
});

it('a token that never expires is said to have no expiry date, and not to have been ended', async () => {
  const world = await startWorld({ policy: policyText().replace('never_expires: false', 'never_expires: true') });
  await askForToken(world, mona.slackId, { lifetime: 'none' });
  await approve(world);
  await makeToken(world, { expiresAt: null });
  const said = await toldPrivately(world, await world.slack.command(mona.slackId, '/pat renew PAT-1'));
  expect(said).toContain('You can’t renew “nightly-release”: it has no expiry date. Nothing was sent.');
});
