// A token waits on GitHub for a request, on whose card it stands: what becomes of the request is said of the token, and a denial is not forgotten.
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { askAgain, decisionCard, passOften } from '../support/ended-token.ts';
import {
  approve,
  cardOf,
  deny,
  directMessages,
  isActive,
  isPending,
  lastDirectMessage,
  makeToken,
  reads,
  revoke,
  toldPrivately,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;

const atNight = policyText(`    rules:
      - name: At night
        reason: Nobody is awake.
        when: { time: { zone: UTC, from: "20:00", to: "06:00" } }
        then: { outcome: allow }
`);

async function waitingFor(policy?: string) {
  const world = await startWorld(policy === undefined ? {} : { policy });
  await askForToken(world, mona.slackId);
  const token = await makeToken(world);
  expect(reads(cardOf(world, '· PAT-1'))).toContain('Approving here activates it');
  return { world, token };
}

describe('a token whose request was denied while it waited', () => {
  it('is let in by no rule, under no later request', async () => {
    const { world, token } = await waitingFor(atNight);
    await deny(world, 'Never', '· PAT-1');
    await world.pass({ hours: 11 });
    await askForToken(world, mona.slackId);
    await passOften(world);
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Approved by the rule “At night”');
    expect(isActive(world, token)).toBe(false);
    expect(isPending(world, token)).toBe(true);
  });

  it('is let in by no rule after it was edited and renamed on GitHub', async () => {
    const { world, token } = await waitingFor(atNight);
    await deny(world, 'Never', '· PAT-1');
    await world.pass({ minutes: 6 });
    world.github.people.editToken(token.tokenId, {
      name: 'another',
      permissions: { repository: { contents: 'read' } },
    });
    await passOften(world);
    await world.pass({ hours: 11 });
    await askForToken(world, mona.slackId, { token_name: 'another' });
    await passOften(world);
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Approved by the rule “At night”');
    expect(isActive(world, token)).toBe(false);
  });

  it('says so, with the reason, to whoever could approve it now, and to its holder', async () => {
    const { world, token } = await waitingFor();
    const before = directMessages(world, mona.slackId).length;
    await deny(world, 'Use the App', '· PAT-1');
    await world.pass({ minutes: 6 });
    const card = reads(decisionCard(world, token.name));
    expect(card).toContain(`<@${carl.slackId}> denied PAT-1, which this token waited for, on 1 March 2027`);
    expect(card).toContain('Use the App');
    expect(card).not.toContain('without a request');
    // One decision is one message: what became of the request, and of the token that waited for it.
    const told = directMessages(world, mona.slackId).slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('<@U0CARL00001> denied your request “nightly-release” (PAT-1) for acme.');
    expect(told[0]).toContain(
      'Its token “nightly-release” is on hold on GitHub, and only an owner can approve it now. Tell them why with /pat list, or delete it.',
    );
    expect(told[0]).not.toContain('Next time, request it first');
    const list = await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'));
    expect(list).toContain('is on hold: PAT-1, its request, was denied. Only an owner can approve it now.');
    expect(list).toContain('[Tell the owners why…]');
  });

  it('says both in one message where the token was held already, and was told to be', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world, { repositorySelection: 'all', repositories: [] });
    await world.pass({ minutes: 6 });
    const before = directMessages(world, mona.slackId).length;
    await deny(world, 'Use the App', '· PAT-1');
    await world.pass({ minutes: 6 });
    const told = directMessages(world, mona.slackId).slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('denied your request “nightly-release” (PAT-1) for acme.');
    expect(told[0]).toContain(
      'Its token “nightly-release” is on hold on GitHub, and only an owner can approve it now.',
    );
  });

  it('says so of each of several that waited for it', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const tokens = [await makeToken(world), await makeToken(world, { name: 'Nightly-Release' })];
    const before = directMessages(world, mona.slackId).length;
    await deny(world, 'Use the App', '· PAT-1');
    await world.pass({ minutes: 6 });
    expect(tokens.map((token) => isPending(world, token))).toEqual([true, true]);
    expect(directMessages(world, mona.slackId).slice(before)).toEqual([
      expect.stringContaining(
        '2 tokens that waited for it are on hold on GitHub: “nightly-release”, “Nightly-Release”. Only an owner can approve them now.',
      ),
    ]);
  });

  it('says nothing of a token where none waits', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await deny(world, 'Use the App', '· PAT-1');
    expect(lastDirectMessage(world, mona.slackId)).not.toContain('on hold');
  });

  it('is let in by a person who reads that', async () => {
    const { world, token } = await waitingFor();
    await deny(world, 'Use the App', '· PAT-1');
    await world.pass({ minutes: 6 });
    await world.slack.click(bea.slackId, decisionCard(world, token.name), 'approve_pending_token');
    await world.settle();
    expect(isActive(world, token)).toBe(true);
  });
});

it('a token whose request was withdrawn is not said to have been made without one', async () => {
  const { world, token } = await waitingFor();
  await world.slack.command(mona.slackId, '/pat withdraw PAT-1');
  await world.settle();
  await world.pass({ minutes: 6 });
  const card = reads(decisionCard(world, token.name));
  expect(card).toContain('is waiting for approval, and PAT-1, its request, is no longer open');
  expect(card).not.toContain('without a request');
  expect(lastDirectMessage(world, mona.slackId)).toContain('is on hold: PAT-1, its request, is no longer open.');
});

describe('a token that was revoked as leaked, asked for again, and denied', () => {
  it.each(['in Slack', 'on github.com'] as const)('still says %s that it leaked', async (where) => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    await revoke(world, bea.slackId, '· PAT-1', 'It leaked in a log.');
    await world.settle();
    askAgain(world, token);
    await passOften(world);
    if (where === 'on github.com') world.github.people.reviewOnGithub(bea.login, token.tokenId, 'deny');
    else {
      const asked = await world.slack.click(bea.slackId, decisionCard(world, token.name), 'deny_pending_token');
      const form = await world.slack.fill(bea.slackId, await world.slack.until(() => asked.modal), {
        reason: 'Not so',
      });
      await world.slack.submit(bea.slackId, form);
    }
    await passOften(world);
    askAgain(world, token);
    await passOften(world);
    const card = reads(decisionCard(world, token.name));
    expect(card).toMatch(/denied this token/);
    expect(card).toContain(`<@${bea.slackId}> revoked this token (for PAT-1) on 1 March 2027`);
    expect(card).toContain('It leaked in a log.');
  });
});
