import { beforeAll, describe, expect, it } from 'vitest';
import { bundleBot } from '../bot/bundle-bot.ts';
import { cast, type World } from '../world/cast.ts';
import { askInPage } from './ask-in-page.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const { mona, bea } = cast;
let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

async function overSockets(): Promise<{ readonly sandbox: Sandbox; readonly slack: World['slack'] }> {
  const { promise, resolve } = Promise.withResolvers<World['slack']>();
  const sandbox = await startSandbox(entry, { isSocketMode: true, prepare: ({ slack }) => resolve(slack) });
  return { sandbox, slack: await promise };
}

describe('a sandbox over Socket Mode', () => {
  it('takes what people do in the page over real WebSockets, which may end in between', async () => {
    const { sandbox, slack } = await overSockets();
    const asMona = await sandbox.as(mona.slackId);
    const asBea = await sandbox.as(bea.slackId);
    await slack.until(() => (slack.socketMode.connections === 2 ? true : undefined), 60_000);
    await askInPage(asMona);
    slack.socketMode.disconnect('refresh_requested');
    await slack.until(() => (slack.socketMode.greeted === 3 ? true : undefined), 60_000);
    await asBea.press(await asBea.message('PAT-1'), 'approve_request');
    expect((await asMona.message('approved “nightly-release”')).conversation).toBe(asMona.dm().id);
    const types = new Set(slack.socketMode.sent.map(({ type }) => type));
    expect([...types].sort()).toEqual(expect.arrayContaining(['interactive', 'slash_commands']));
  });

  it('reaches nobody while the bot is dead, and the next one once it is started', async () => {
    const { sandbox, slack } = await overSockets();
    const asMona = await sandbox.as(mona.slackId);
    await asMona.act({ kind: 'sandbox.kill_bot' });
    await slack.until(() => (slack.socketMode.connections === 0 ? true : undefined), 60_000);
    const sent = slack.socketMode.sent.length;
    await asMona.act({ kind: 'slack.command', conversation: 'C0GENERAL00', typed: '/pat help' });
    expect(slack.socketMode.sent).toHaveLength(sent);
    await asMona.act({ kind: 'sandbox.start_bot' });
    await asMona.until(() => asMona.slices.bot.state === 'running');
    await asMona.act({ kind: 'slack.command', conversation: 'C0GENERAL00', typed: '/pat help' });
    await asMona.message('/pat request');
  });
});
