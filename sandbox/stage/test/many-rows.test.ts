import { postMessage } from '@countersign/sandbox-slack/message-board';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OlderAnswer } from '../acts/acts.ts';
import { bundleBot } from '../bot/bundle-bot.ts';
import type { Message } from '../shown/protocol.ts';
import { cast, channel, organization, type World } from '../world/cast.ts';
import type { Page } from './open-page.ts';
import { startSandbox } from './start-sandbox.ts';

const { mona, bea } = cast;
let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

function fill({ slack, github }: World): void {
  for (let number = 1; number <= 10_000; number += 1) {
    postMessage(slack.state, { channelId: channel, text: `message ${number}`, blocks: [] });
  }
  for (let number = 1; number <= 1_000; number += 1) {
    github.people.createToken('bea-owner', organization, {
      name: `token-${number}`,
      permissions: { repository: { contents: 'read' } },
      repositorySelection: 'all',
      expiresAt: new Date('2027-05-01T00:00:00Z'),
    });
  }
}

async function older(page: Page, before: string, limit: number): Promise<OlderAnswer> {
  const query = new URLSearchParams({ as: bea.slackId, list: 'messages', conversation: channel, before });
  return (await page.get(`/older?${query}&limit=${limit}`)) as OlderAnswer;
}

describe('ten thousand messages and a thousand tokens', () => {
  it('the page gets the newest messages and all tokens, asks for older ones, and is told of little when little happens', async () => {
    const sandbox = await startSandbox(entry, { prepare: fill });
    const asBea = await sandbox.as(bea.slackId);
    const inChannel = (): readonly Message[] => asBea.messages.filter(({ conversation }) => conversation === channel);
    // The newest of all is what the bot says of the tokens that it found.
    expect(inChannel().map(({ text }) => text)).toEqual([
      ...Array.from({ length: 49 }, (_, index) => `message ${9_952 + index}`),
      expect.stringContaining('1,000 tokens can reach it already'),
    ]);
    const own = asBea.slices.conversations.find(({ id }) => id === channel);
    expect(own).toMatchObject({ messageCount: 10_001, unreadCount: 10_001 });
    expect(asBea.tokens).toHaveLength(1_000);

    const first = await older(asBea, inChannel()[0]?.key ?? '', 100);
    expect(first.rows.map(({ text }) => text)[0]).toBe('message 9852');
    expect(first).toMatchObject({ hasOlder: true, rows: { length: 100 } });
    const last = await older(asBea, first.rows[0]?.key ?? '', 100_000);
    expect(last.rows).toHaveLength(200);
    expect(await older(asBea, `${channel}/none`, 100)).toEqual({ rows: [], hasOlder: false });

    await asBea.act({ kind: 'slack.read', conversation: channel });
    await asBea.until(() => asBea.slices.conversations.find(({ id }) => id === channel)?.unreadCount === 0);
    const before = asBea.bytes;
    await asBea.act({ kind: 'slack.command', conversation: channel, typed: '/pat help' });
    await asBea.message('/pat request');
    expect(asBea.bytes - before).toBeLessThan(20_000);
  });

  it('entries, effects and webhooks that are older can be asked for', async () => {
    const sandbox = await startSandbox(entry);
    const asMona = await sandbox.as(mona.slackId);
    for (const name of ['one', 'two', 'three']) {
      await asMona.act({
        ...{ kind: 'github.create_token', name, description: '', reason: '' },
        ...{ lifetime: { kind: 'days', days: 7 }, permissions: {}, selection: 'none', repositories: [] },
      });
    }
    await asMona.until(() => asMona.list('webhooks').length === 3 && asMona.list('effects').length > 1);
    const at = (list: string, before: number): Promise<unknown> =>
      asMona.get(`/older?as=${mona.slackId}&list=${list}&before=${before}&limit=1`);
    expect(await at('webhooks', 3)).toMatchObject({ rows: [{ number: 2, about: 'two' }], hasOlder: true });
    expect(await at('webhooks', 1)).toEqual({ rows: [], hasOlder: false });
    expect(await at('entries', 2)).toMatchObject({ rows: [{ seq: 1 }], hasOlder: false });
    expect(await at('effects', 2)).toMatchObject({ rows: [{ id: 1 }] });
    expect(await asMona.get(`/older?as=${mona.slackId}&list=tokens`)).toEqual({});
  });
});
