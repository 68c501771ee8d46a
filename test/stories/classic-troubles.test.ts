import { authorizeClassic } from '@countersign/sandbox-github/classic-tokens';
import { cast, channel, policyText } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { cardOf, cardsAbout, reads } from '../support/people.ts';
import { type StoryWorld, startWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const policy = policyText('    classic: { allowed: true, reasons: [packages, enterprise] }\n');
const about = 'mona’s classic token “quick” for acme';

/** mona's classic token, which nobody approved, has a card. */
async function withCard(): Promise<StoryWorld> {
  const world = await startWorld({
    policy,
    prepare: ({ github }) => {
      const acme = github.state.organization('acme');
      if (acme === undefined) throw new Error('there is no acme');
      acme.credentials = [];
      github.state.app.permissions.organization_administration = 'write';
    },
  });
  await world.pass({ hours: 1 });
  authorizeClassic(world.github.state, 'acme', mona.login, {
    ...{ note: 'quick', lastEight: 'ccccdddd', scopes: ['admin:org'], expiresAt: null },
  });
  await world.pass({ hours: 1 });
  expect(cardsAbout(world, about)).toHaveLength(1);
  return world;
}

async function revoke(world: StoryWorld): Promise<void> {
  const opened = await world.slack.click(bea.slackId, cardOf(world, about), 'revoke_token');
  const form = await world.slack.until(() => opened.modal);
  await world.slack.submit(bea.slackId, await world.slack.fill(bea.slackId, form, { reason: 'Nobody needs it.' }));
  await world.settle();
}

it('the revocation of a classic token that GitHub does not carry out is told to the channel, once', async () => {
  const world = await withCard();
  const fits = /DELETE .*credential-authorizations/;
  world.github.server.faults.add({ fits, when: 'before', times: 1_000, answer: { status: 502 } });
  await revoke(world);
  for (let turn = 0; turn < 20; turn += 1) await world.pass({ minutes: 2 });
  const told = world.slack.messagesIn(channel).map(reads);
  expect(told.filter((text) => text.includes('for some minutes'))).toEqual([
    'We couldn’t tell GitHub about the decision on “quick” for some minutes: GitHub hasn’t carried it out yet. We keep trying. If this goes on, Countersign’s log says more.',
  ]);
});

it('the card of a classic token that somebody deleted is posted afresh when it has to say something new', async () => {
  const world = await withCard();
  const { channelId, ts } = cardOf(world, about);
  await fetch(`${world.slack.apiUrl}chat.delete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.secrets.slackBotToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: channelId, ts }),
  });
  world.github.state.organization('acme')?.credentials?.splice(0);
  await world.pass({ hours: 1 });
  expect(cardsAbout(world, about).map(reads)).toEqual([
    expect.stringContaining('It lost access to the organization on'),
  ]);
});
