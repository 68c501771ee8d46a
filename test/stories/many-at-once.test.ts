import type { LocalToken } from '@countersign/sandbox-github/state';
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, channel, organization, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, asItIsNow, buttonsOf, reads, usualToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;

/** GitHub lets owners' tokens in at once. */
const ownersTokens =
  (count: number, logins: readonly string[] = ['bea-owner']) =>
  ({ github }: World): void => {
    for (let index = 0; index < count; index += 1) {
      github.people.createToken(logins[index % logins.length] ?? '', organization, {
        name: `token-${index}`,
        permissions: { repository: { contents: 'read' } },
        repositorySelection: 'all',
        expiresAt: new Date(github.state.now().getTime() + 80 * dayMs),
      });
    }
  };

/** What was posted since. */
function since({ slack }: TestWorld) {
  const posted = () => slack.messagesIn(channel).filter(({ isDeleted }) => !isDeleted);
  const told = (slackId: string) => slack.directMessages(slackId);
  const [inChannel, toBea, toCarl, toMona] = [posted(), ...[bea, carl, mona].map(({ slackId }) => told(slackId))];
  return {
    inChannel: () => posted().slice(inChannel?.length),
    toBea: () => told(bea.slackId).slice(toBea?.length),
    toCarl: () => told(carl.slackId).slice(toCarl?.length),
    toMona: () => told(mona.slackId).slice(toMona?.length),
  };
}

function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined || list.length !== 1) throw new Error(`there are ${list.length}, not one`);
  return one;
}

async function deleteAll(world: TestWorld, tokens: readonly LocalToken[]): Promise<void> {
  for (const { tokenId } of tokens) world.github.people.deleteToken(tokenId);
  await world.wake('listActive');
  await world.settle();
}

async function createUnasked(world: TestWorld, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    world.github.people.createToken('mona', organization, usualToken(world, { name: `unasked-${index}` }));
  }
  await world.settle();
}

async function askTimes(world: TestWorld, count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    await askForToken(world, mona.slackId, { token_name: `name-${index}` });
  }
}

/** Opens the details of the line that has these words. */
async function detailsOf(world: TestWorld, list: PostedMessage, words: string) {
  const line = asItIsNow(world, list).blocks.find((block) => JSON.stringify(block).includes(words));
  const value = JSON.stringify(line).match(/"value":"([^"]+)"/)?.[1] ?? '';
  const outcome = await world.slack.click(bea.slackId, list, 'request_details', { force: true, value });
  return world.slack.until(() =>
    outcome.modal !== undefined && buttonsOf(outcome.modal).length > 0 ? outcome.modal : undefined,
  );
}

describe('tokens that are gone at once', () => {
  it('are one message to the channel and one to their holder, however many they are', async () => {
    const world = await startWorld({ prepare: ownersTokens(120) });
    const posted = since(world);
    const tokens = world.github.activeTokens(organization);
    await deleteAll(world, tokens);
    for (const told of [posted.inChannel(), posted.toBea()]) {
      const list = reads(only(told));
      expect(list).toContain('120 tokens lost access to acme');
      for (const { name } of tokens) expect(list).toContain(`- bea-owner’s “${name}”`);
    }
  });

  it('are a list from the fourth on', async () => {
    const world = await startWorld({ prepare: ownersTokens(7) });
    const tokens = world.github.activeTokens(organization);
    const first = since(world);
    await deleteAll(world, tokens.slice(0, 3));
    expect(first.inChannel().map(reads)).toEqual([0, 1, 2].map(() => expect.stringContaining('’s token “token-')));
    const second = since(world);
    await deleteAll(world, tokens.slice(3));
    const list = reads(only(second.inChannel()));
    for (const { name } of tokens.slice(3)) expect(list).toContain(`bea-owner’s “${name}”`);
    expect(list).not.toContain('more');
    expect(list).toContain('SSH keys and deploy keys added with the token keep working');
  });

  it('are told to each holder by themselves', async () => {
    const world = await startWorld({ prepare: ownersTokens(12, ['bea-owner', 'carl-owner']) });
    const posted = since(world);
    await deleteAll(world, world.github.activeTokens(organization));
    expect(reads(only(posted.inChannel()))).toContain('12 tokens lost access');
    expect(reads(only(posted.toBea()))).toContain('6 tokens lost access');
    expect(reads(only(posted.toBea()))).not.toContain('carl-owner');
    expect(reads(only(posted.toCarl()))).toContain('6 tokens lost access');
  });
});

describe('tokens that nobody asked for, found at once', () => {
  it('are one card for the reviewers and one message for their holder', async () => {
    const world = await startWorld();
    const posted = since(world);
    await createUnasked(world, 12);
    const list = reads(only(posted.inChannel()));
    expect(list).toContain('12 tokens for acme: all need a decision');
    expect(list).toMatch(
      /mona’s “unasked-0”: elevated risk, can push and merge code, until [^;]*; nobody requested it here \[Details\]/,
    );
    const held = reads(only(posted.toMona()));
    expect(held).toContain('News about 12 tokens for acme');
    expect(held).toContain('Your token “unasked-3” for acme is on hold because nobody has approved it yet.');
    expect(held.match(/\[Tell the owners why…\]/g)).toHaveLength(12);
  });

  it('are decided one by one, and both lists follow', async () => {
    const world = await startWorld();
    const posted = since(world);
    await createUnasked(world, 5);
    const list = only(posted.inChannel());
    const held = only(posted.toMona());
    await world.slack.click(bea.slackId, await detailsOf(world, list, '“unasked-2”'), 'approve_pending_token');
    await world.settle();
    expect(world.github.activeTokens(organization).map(({ name }) => name)).toEqual(['unasked-2']);
    const now = reads(asItIsNow(world, list));
    expect(now).toContain('5 tokens for acme: 4 need a decision');
    // What waits stands first.
    expect(now.split('\n').at(-1)).toMatch(/^mona’s “unasked-2”: [^;]*; approved \[Details\]$/);
    expect(reads(asItIsNow(world, held))).toContain('approved your token “unasked-2” for acme.');
  });

  it('are one card again where the list was deleted', async () => {
    const world = await startWorld();
    const posted = since(world);
    await createUnasked(world, 5);
    const list = only(posted.inChannel());
    const deleted = { status: 200, body: { ok: false, error: 'message_not_found' } } as const;
    world.slack.server.faults.add({ fits: 'chat.update', when: 'before', answer: deleted, times: 2 });
    await world.slack.click(bea.slackId, await detailsOf(world, list, '“unasked-2”'), 'approve_pending_token');
    await world.settle();
    expect(reads(only(posted.inChannel().slice(1)))).toContain('5 tokens for acme: 4 need a decision');
  });

  it('ask their holder in one message which request each is for', async () => {
    const world = await startWorld();
    await askTimes(world, 2);
    await approve(world, 'PAT-1');
    await approve(world, 'PAT-2');
    const posted = since(world);
    await createUnasked(world, 12);
    const message = only(posted.toMona());
    expect(reads(message)).toContain('Which request did you create it for?');
    expect(reads(message)).toMatch(/and \d+ more\. They appear here when some of these are settled/);
    expect(reads(message)).not.toContain('unasked-9');
    for (let index = 0; index < 6; index += 1) {
      const none = JSON.stringify(asItIsNow(world, message).blocks).match(/"value":"([^"]+\.0)"/)?.[1] ?? '';
      await world.slack.click(mona.slackId, message, 'is_for_request', { force: true, value: none });
      await world.settle();
    }
    const now = reads(asItIsNow(world, message));
    expect(now).toContain('Your token “unasked-0” for acme is on hold because nobody has approved it yet.');
  });
});

describe('one person who sets off one after another', () => {
  it('has a card for each of the first three requests, and one with a list for the others', async () => {
    const world = await startWorld();
    const posted = since(world);
    await askTimes(world, 12);
    const cards = posted.inChannel();
    expect(cards).toHaveLength(4);
    const list = only(cards.slice(3));
    expect(reads(list)).toContain('9 requests for acme: all need a decision');
    for (let at = 4; at <= 12; at += 1)
      expect(reads(list)).toContain(`PAT-${at}, mona’s “name-${at}”: elevated risk, can push and merge code;`);
    await world.slack.click(bea.slackId, await detailsOf(world, list, 'PAT-7, '), 'approve_request');
    await world.settle();
    const now = reads(asItIsNow(world, list));
    expect(now).toContain('9 requests for acme: 8 need a decision');
    expect(now).toMatch(/^PAT-7, mona’s “name-7”: elevated risk, can push and merge code; approved \[Details\]$/m);
  }, 60_000);

  it('has a card of its own again later on', async () => {
    const world = await startWorld();
    await askTimes(world, 5);
    await world.pass({ minutes: 11 });
    const posted = since(world);
    await askTimes(world, 1);
    expect(buttonsOf(only(posted.inChannel()))).toContain('approve_request');
  });

  it('takes nobody else’s card away', async () => {
    const world = await startWorld();
    await askTimes(world, 5);
    const posted = since(world);
    await askForToken(world, carl.slackId);
    expect(buttonsOf(only(posted.inChannel()))).toContain('approve_request');
  });

  it('fills a list of twenty, then another', async () => {
    const world = await startWorld();
    const posted = since(world);
    for (let index = 1; index <= 27; index += 1) {
      world.github.people.createToken('mona', organization, usualToken(world, { name: `unasked-${index}` }));
      await world.settle();
    }
    const lists = posted.inChannel().map(reads);
    expect(lists).toHaveLength(5);
    expect(lists[3]).toContain('20 tokens for acme');
    expect(lists[4]).toContain('4 tokens for acme');
  }, 60_000);
});

describe('what could not be sent for a while', () => {
  it('comes as one message of each kind', async () => {
    const world = await startWorld({ prepare: ownersTokens(6) });
    world.slack.server.faults.add({ fits: /^chat\./, when: 'before', times: 100_000, answer: { status: 503 } });
    const posted = since(world);
    await deleteAll(world, world.github.activeTokens(organization));
    await world.pass({ hours: 2 });
    expect(posted.inChannel()).toEqual([]);
    // Each try is one call for all of them.
    expect(world.slack.server.calls.filter(({ name }) => name === 'chat.postMessage').length).toBeLessThan(10);
    world.slack.server.faults.clear();
    await world.pass({ hours: 1 });
    expect(reads(only(posted.inChannel()))).toContain('6 tokens lost access');
    expect(reads(only(posted.toBea()))).toContain('6 tokens lost access');
  });

  it('is sent one by one where Slack takes the list in no form', async () => {
    const world = await startWorld({ prepare: ownersTokens(5) });
    const posted = since(world);
    const refused = { status: 200, body: { ok: false, error: 'invalid_blocks' } } as const;
    // The list and its short form, for the channel and for the holder.
    world.slack.server.faults.add({ fits: 'chat.postMessage', when: 'before', times: 4, answer: refused });
    await deleteAll(world, world.github.activeTokens(organization));
    // Whichever of the two was refused more often comes with the next try.
    await world.pass({ minutes: 30 });
    expect(posted.inChannel().length).toBeGreaterThan(1);
    const all = posted.inChannel().map(reads).join('\n');
    for (let index = 0; index < 5; index += 1) expect(all).toContain(`token-${index}`);
  });

  it('goes to each owner as one message where the channel is gone', async () => {
    const world = await startWorld({ prepare: ownersTokens(6) });
    world.slack.archive(channel);
    const posted = since(world);
    await deleteAll(world, world.github.activeTokens(organization));
    expect(reads(only(posted.toCarl()))).toContain('6 tokens lost access');
    // As the holder, and as an owner.
    expect(posted.toBea()).toHaveLength(2);
  });
});
