// A token that somebody had ended, and that a person lets in again as it is: it stands under that person's word alone.
import type { LocalToken } from '@countersign/sandbox-github/state';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { askAgain, decisionCard, passOften } from '../support/ended-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  directMessages,
  isActive,
  isPending,
  makeToken,
  reads,
  revoke,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { answer, approvedRequest, question } from '../support/whose-token.ts';

const { mona, bea, carl } = cast;
const reason = 'Leaked in a build log';

async function denyToken(world: TestWorld, tokenName: string): Promise<void> {
  const opened = await world.slack.click(carl.slackId, decisionCard(world, tokenName), 'deny_pending_token');
  const form = await world.slack.until(() => opened.modal);
  await world.slack.submit(carl.slackId, await world.slack.fill(carl.slackId, form, { reason }));
  await world.settle();
}

async function accept(world: TestWorld, tokenName: string): Promise<void> {
  await world.slack.click(bea.slackId, decisionCard(world, tokenName), 'approve_pending_token');
  await world.settle();
}

async function acceptOnGithub(world: TestWorld, token: LocalToken): Promise<void> {
  world.github.people.reviewOnGithub(carl.login, token.tokenId, 'approve');
  await world.settle();
}

const endings = [
  { ended: 'denied in Slack', end: (world: TestWorld, { name }: LocalToken) => denyToken(world, name) },
  {
    ended: 'denied on github.com',
    end: async (world: TestWorld, { tokenId }: LocalToken) => {
      world.github.people.reviewOnGithub(carl.login, tokenId, 'deny', reason);
      await world.settle();
    },
  },
  {
    ended: 'revoked in Slack',
    end: async (world: TestWorld, { name }: LocalToken) => {
      await accept(world, name);
      await revoke(world, carl.slackId, `token “${name}”`, reason);
      await world.settle();
    },
  },
] as const;

const doors = [
  { where: 'in Slack', letIn: (world: TestWorld, { name }: LocalToken) => accept(world, name) },
  { where: 'on github.com', letIn: acceptOnGithub },
] as const;

const names = [
  { whose: 'another name', name: 'old-tool' },
  { whose: 'its own name', name: 'fresh' },
] as const;

const cases = endings.flatMap((ending) =>
  doors.flatMap((door) => names.map((named) => ({ ...ending, ...door, ...named }))),
);

describe('a token that was ended, and that a person lets in again', () => {
  it.each(cases)('($ended) $where uses up no approval of $whose', async ({ end, letIn, name }) => {
    const world = await startWorld();
    const token = await makeToken(world, { name });
    await end(world, token);
    await approvedRequest(world, 'PAT-1', 'fresh');
    askAgain(world, token);
    await passOften(world);
    expect(reads(decisionCard(world, name))).toContain('We don’t approve it automatically: an owner has to decide.');
    await letIn(world, token);
    await passOften(world);
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Waiting for the token to be made on GitHub until');
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('PAT-1) can reach');
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('(PAT-1 “fresh”)');
    // It is revoked as what it is, by its own card, and not by the request's.
    expect(buttonsOf(cardOf(world, '· PAT-1'))).not.toContain('revoke_token');
    const meant = await makeToken(world, { name: 'fresh' });
    expect(isPending(world, meant)).toBe(false);
    expect(isActive(world, meant)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token has been active');
  });
});

describe('a token that waits already when a request of another name is approved for just what it has', () => {
  const waitsFirst = async (world: TestWorld) => {
    const token = await makeToken(world, { name: 'mine-first' });
    await askForToken(world, mona.slackId, { token_name: 'other-name' });
    return token;
  };
  const requestedFirst = async (world: TestWorld) => {
    await askForToken(world, mona.slackId, { token_name: 'other-name' });
    await world.pass({ minutes: 6 });
    return makeToken(world, { name: 'mine-first' });
  };

  it.each([
    { when: 'before it is requested', wait: waitsFirst },
    { when: 'before it is approved', wait: requestedFirst },
  ])('($when) is let in by no click on that request: its holder is asked', async ({ wait }) => {
    const world = await startWorld();
    const token = await wait(world);
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, '· PAT-1'))).not.toContain('mine-first');
    await approve(world, '· PAT-1');
    await passOften(world);
    expect(isPending(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Waiting for the token to be made on GitHub until');
    expect(reads(question(world, 'mine-first'))).toContain('Is it the token for PAT-1?');
    const meant = await makeToken(world, { name: 'other-name' });
    expect(isActive(world, meant)).toBe(true);
    expect(isPending(world, token)).toBe(true);
  });

  it('is let in once its holder says that it is the one', async () => {
    const world = await startWorld();
    const token = await waitsFirst(world);
    await world.pass({ minutes: 6 });
    await approve(world, '· PAT-1');
    await passOften(world);
    await answer(world, 'mine-first', /PAT-1/);
    expect(isActive(world, token)).toBe(true);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token “mine-first” has been active');
  });
});
