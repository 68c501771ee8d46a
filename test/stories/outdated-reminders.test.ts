import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, deny, makeToken, reads, revoke, toldPrivately } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const dayMs = 86_400_000;
const { mona, bea } = cast;
const allowed = policyText('    renewal: { same_scope: allow }\n');
const live = ['renew_token', 'let_token_end', 'request_details'];
const said = '“nightly-release” for acme expires in 13 days, on 31 March 2027';

/** Her reminders, the oldest first, as they stand now. */
const reminders = (world: TestWorld): readonly PostedMessage[] =>
  world.slack.directMessages(mona.slackId).filter((one) => reads(one).includes('expires in '));

function reminder(world: TestWorld): PostedMessage {
  const [first] = reminders(world);
  if (first === undefined) throw new Error('nobody was reminded');
  return first;
}

async function reminded(policy?: string) {
  const { world, token } = await active(policy);
  await world.pass({ days: 17 });
  expect(reads(reminder(world))).toContain(said);
  expect(buttonsOf(reminder(world))).toEqual(live);
  return { world, token };
}

async function renew(world: TestWorld): Promise<void> {
  const { slack } = world;
  const outcome = await slack.click(mona.slackId, reminder(world), 'renew_token');
  await slack.submit(mona.slackId, await slack.until(() => outcome.modal));
  await world.settle();
}

const redraws = (world: TestWorld): number => reminder(world).edits;

/** It says what it said, has nothing to press, and one sentence more. */
function expectOver(world: TestWorld, sentence: string): void {
  const now = reads(reminder(world));
  expect(now).toContain(said);
  expect(now).toContain(sentence);
  expect(now).not.toContain('Renew what is still needed');
  expect(buttonsOf(reminder(world))).toEqual([]);
}

describe('a reminder whose token', () => {
  it('was renewed says until when it lasts now', async () => {
    const { world, token } = await reminded(allowed);
    await renew(world);
    expect(buttonsOf(reminder(world))).toEqual(['request_details']);
    expect(reads(reminder(world))).toContain('Its renewal is PAT-2, so there’s nothing more to request.');
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    expectOver(world, 'This is out of date: as of 18 March 2027 it expires on 17 April 2027');
  });

  it('was to be renewed, and nobody allowed that, can be renewed by it again', async () => {
    const { world } = await reminded();
    await renew(world);
    expect(buttonsOf(reminder(world))).toEqual(['request_details']);
    await deny(world, 'Not now.', 'PAT-2');
    expect(buttonsOf(reminder(world))).toEqual(live);
    expect(reads(reminder(world))).not.toContain('PAT-2');
  });

  it('was prolonged without asking says so', async () => {
    const { world, token } = await reminded();
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 60 * dayMs));
    await world.pass({ minutes: 6 });
    expectOver(world, 'This is out of date: as of 18 March 2027 it expires on 17 May 2027');
  });

  it('was revoked says when', async () => {
    const { world, token } = await reminded();
    world.github.people.revokeOnGithub('bea-owner', token.tokenId);
    await world.pass({ minutes: 6 });
    expectOver(world, 'This is out of date: it lost access on 18 March 2027');
  });

  it('its holder lets end has nothing more to press', async () => {
    const { world } = await reminded();
    await world.slack.click(mona.slackId, reminder(world), 'let_token_end');
    await world.settle();
    expectOver(world, 'You let it end, so we won’t remind you of it again.');
  });

  it('has expired says so', async () => {
    const { world } = await reminded();
    await world.pass({ days: 15 });
    await world.pass({ minutes: 6 });
    expectOver(world, 'This is out of date: it expired on 31 March 2027');
    for (const one of reminders(world)) expect(buttonsOf(one)).toEqual([]);
  });

  it('was replaced by a renewal of another secret says by which', async () => {
    const { world } = await reminded(allowed);
    await renew(world);
    await makeToken(world);
    expectOver(world, 'This is out of date: the token of PAT-2 replaces it');
  });
});

describe('a reminder whose token was edited, and still ends then,', () => {
  it('lets it end all the same', async () => {
    const { world, token } = await reminded();
    world.github.people.editToken(token.tokenId, { repositories: ['website'] });
    await world.pass({ minutes: 6 });
    const outcome = await world.slack.click(mona.slackId, reminder(world), 'let_token_end');
    expect(await toldPrivately(world, outcome)).toContain('We won’t remind you of “nightly-release” again.');
  });
});

describe('a reminder that Slack does not take, drawn anew,', () => {
  it.each([{ when: 'before' }, { when: 'after' }] as const)(
    '$when it was carried out, is drawn after a restart',
    async ({ when }) => {
      const { world, token } = await reminded();
      world.slack.server.faults.add({ fits: 'chat.update', when, times: 2, answer: 'drop' });
      world.github.people.revokeOnGithub('bea-owner', token.tokenId);
      await world.pass({ minutes: 6 });
      await world.restart();
      await world.pass({ minutes: 6 });
      expectOver(world, 'This is out of date: it lost access on 18 March 2027');
    },
  );
});

describe('a reminder of several tokens', () => {
  it('keeps the buttons of those of which it still holds', async () => {
    const { world, token } = await active();
    await askForToken(world, mona.slackId, { token_name: 'second' });
    await approve(world, '· PAT-2');
    await makeToken(world, { name: 'second' });
    await world.pass({ days: 17 });
    expect(buttonsOf(reminder(world))).toEqual([...live, ...live]);
    world.github.people.revokeOnGithub('bea-owner', token.tokenId);
    await world.pass({ minutes: 6 });
    expect(buttonsOf(reminder(world))).toEqual(live);
    expect(reads(reminder(world))).toContain('it lost access on 18 March 2027');
    expect(reads(reminder(world))).toContain('2 tokens for acme expire in 13 days');
  });
});

describe('a reminder that holds', () => {
  it('is not drawn again, and one that is over only once', async () => {
    const { world, token } = await reminded();
    const before = redraws(world);
    world.github.people.useToken(token.tokenId);
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ hours: 25 });
    expect(redraws(world)).toBe(before);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 20 * dayMs));
    await world.pass({ minutes: 6 });
    const once = redraws(world);
    expect(once).toBe(before + 1);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 25 * dayMs));
    await world.pass({ minutes: 6 });
    expect(redraws(world)).toBe(once);
  });

  it('can be renewed by again where the token that replaced it was revoked', async () => {
    const { world } = await reminded(allowed);
    const { modal } = await world.slack.click(mona.slackId, reminder(world), 'renew_token');
    if (modal === undefined) throw new Error('no form opened');
    await world.slack.submit(mona.slackId, modal);
    await world.settle();
    await makeToken(world);
    await world.pass({ minutes: 6 });
    expect(reads(reminder(world))).toContain('the token of PAT-2 replaces it');
    await revoke(world, bea.slackId, '· PAT-2', 'Leaked.');
    await world.pass({ minutes: 6 });
    expect(reads(reminder(world))).not.toContain('out of date');
    expect(buttonsOf(reminder(world))).toEqual(live);
  });
});
