import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../read-aloud.ts';
import { botToken, card, type Stage, setStage, text } from './fake-bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

describe('who calls', () => {
  it('a token that is not the bot’s is refused', async () => {
    expect(await stage.api('auth.test', {}, 'xoxb-other')).toEqual({ ok: false, error: 'invalid_auth' });
  });

  it('no token is refused', async () => {
    const answer = await fetch(`${stage.slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await answer.json()).toEqual({ ok: false, error: 'not_authed' });
  });

  it('the bot is told who it is', async () => {
    expect(await stage.api('auth.test', {})).toMatchObject({
      ok: true,
      user_id: 'U0COUNTERSIGN',
      team_id: 'T0SANDBOX00',
    });
  });

  it('a method that is not there is unknown', async () => {
    expect(await stage.api('chat.shout', {})).toMatchObject({ ok: false, error: 'unknown_method' });
  });

  it('a form is read like JSON, its blocks parsed', async () => {
    const form = new URLSearchParams({ token: botToken, channel: 'C1', text: 'a', blocks: JSON.stringify(card()) });
    const answer = await fetch(`${stage.slack.apiUrl}chat.postMessage`, { method: 'POST', body: form });
    expect(await answer.json()).toMatchObject({ ok: true, channel: 'C1' });
    expect(stage.slack.messagesIn('C1')[0]?.blocks).toHaveLength(2);
    expect(stage.slack.server.calls.at(-1)).toMatchObject({ name: 'chat.postMessage', body: { channel: 'C1' } });
    expect(JSON.stringify(stage.slack.server.calls)).not.toContain(botToken);
  });
});

describe('posting', () => {
  it('a message to a person opens their direct messages', async () => {
    const posted = await stage.api('chat.postMessage', { channel: 'U2', text: 'hello' });
    expect(posted.channel).toMatch(/^D/);
    expect(stage.slack.directMessages('U2').map(textOf)).toEqual(['hello']);
  });

  it('no two messages have the same ts', async () => {
    const first = await stage.api('chat.postMessage', { channel: 'C1', text: 'a' });
    const second = await stage.api('chat.postMessage', { channel: 'C1', text: 'b' });
    expect(first.ts).not.toBe(second.ts);
    expect(first.ts).toMatch(/^1772442000\.\d{6}$/);
  });

  it('a text above 40,000 is cut', async () => {
    const posted = await stage.api('chat.postMessage', { channel: 'C1', text: 'x'.repeat(40_001) });
    expect(posted).toMatchObject({ ok: true, warning: 'message_truncated' });
    expect(stage.slack.messagesIn('C1')[0]?.text).toHaveLength(40_000);
  });

  it.each([
    ['a channel that the bot is not in', { channel: 'C2' }, 'not_in_channel'],
    ['a private channel that the bot is not in', { channel: 'C3' }, 'channel_not_found'],
    ['a channel that is not there', { channel: 'C9' }, 'channel_not_found'],
    ['an archived channel', { channel: 'C4' }, 'is_archived'],
    ['a deactivated person', { channel: 'U3' }, 'user_disabled'],
    ['a bot', { channel: 'U0COUNTERSIGN' }, 'cannot_dm_bot'],
    ['nothing to say', { channel: 'C1', text: '' }, 'no_text'],
    ['blocks that are none', { channel: 'C1', blocks: 'section' }, 'invalid_blocks_format'],
    ['more than 100 attachments', { channel: 'C1', attachments: Array(101).fill({}) }, 'too_many_attachments'],
    ['markdown above 12,000', { channel: 'C1', text: undefined, markdown_text: 'x'.repeat(12_001) }, 'msg_too_long'],
    ['markdown beside text', { channel: 'C1', markdown_text: 'x' }, 'markdown_text_conflict'],
  ])('%s is refused', async (_name, given, error) => {
    stage.slack.addChannel({ id: 'C2', name: 'public', members: [] });
    stage.slack.addChannel({ id: 'C3', name: 'secret', isPrivate: true, members: ['U1'] });
    stage.slack.addChannel({ id: 'C4', name: 'old', members: ['U0COUNTERSIGN'] });
    stage.slack.archive('C4');
    stage.slack.addPerson({ id: 'U3', name: 'gone' });
    stage.slack.deactivate('U3');
    expect(await stage.api('chat.postMessage', { text: 'hello', ...given })).toMatchObject({ ok: false, error });
  });

  it('refused blocks are told where they are wrong', async () => {
    const blocks = [{ type: 'header', text: text('x'.repeat(151)) }];
    expect(await stage.api('chat.postMessage', { channel: 'C1', blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
      response_metadata: {
        messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  it('a bot that was kicked out cannot post any more', async () => {
    stage.slack.kickBot('C1');
    expect(await stage.api('chat.postMessage', { channel: 'C1', text: 'a' })).toMatchObject({
      error: 'not_in_channel',
    });
  });
});

describe('changing a message', () => {
  const post = async (): Promise<object> => {
    const { channel, ts } = await stage.api('chat.postMessage', { channel: 'U1', text: 'a', blocks: card() });
    return { channel, ts };
  };

  it('keeps what it said before', async () => {
    await stage.api('chat.update', { ...(await post()), text: 'b', blocks: card('7.2') });
    const [message] = stage.slack.directMessages('U1');
    expect(message).toMatchObject({ text: 'b', edits: 1 });
    expect(message?.versions.map((version) => version.text)).toEqual(['a', 'b']);
  });

  it('text without blocks takes the blocks away', async () => {
    await stage.api('chat.update', { ...(await post()), text: 'b' });
    expect(stage.slack.directMessages('U1')[0]?.blocks).toEqual([]);
  });

  it('takes 4,000 bytes of text and no more', async () => {
    const at = await post();
    expect(await stage.api('chat.update', { ...at, text: 'x'.repeat(4000) })).toMatchObject({ ok: true });
    expect(await stage.api('chat.update', { ...at, text: 'x'.repeat(4001) })).toMatchObject({ error: 'msg_too_long' });
    expect(await stage.api('chat.update', { ...at, text: '申'.repeat(1333) })).toMatchObject({ ok: true });
    expect(await stage.api('chat.update', { ...at, text: '申'.repeat(1334) })).toMatchObject({ error: 'msg_too_long' });
  });

  it.each([
    ['9,600 bytes of text in its blocks', (text: number) => '申'.repeat(text / 3), 9600],
    ['15,500 bytes of blocks', (json: number) => '\u0001'.repeat(Math.floor((json - 400) / 6)), 15_500],
  ])('takes %s and no more, as a new message does', async (_name, written, most) => {
    const at = await post();
    const blocksOf = (size: number) => {
      const text = written(size);
      const third = Math.ceil(text.length / 4);
      return [0, 1, 2, 3].map((part) => ({
        type: 'section',
        text: { type: 'plain_text', text: text.slice(part * third, (part + 1) * third), emoji: false },
      }));
    };
    for (const [method, given] of [
      ['chat.postMessage', { channel: 'C1' }],
      ['chat.update', at],
    ] as const) {
      expect(await stage.api(method, { ...given, text: 'a', blocks: blocksOf(most) })).toMatchObject({ ok: true });
      expect(await stage.api(method, { ...given, text: 'a', blocks: blocksOf(most + 600) })).toMatchObject({
        error: 'msg_blocks_too_long',
      });
    }
  });

  it('needs the direct message’s own id, not the person’s', async () => {
    expect(await stage.api('chat.update', { ...(await post()), channel: 'U1', text: 'b' })).toMatchObject({
      error: 'channel_not_found',
    });
  });

  it('a message that is not there, or not any more, is not found', async () => {
    const at = await post();
    expect(await stage.api('chat.update', { ...at, ts: '1.1', text: 'b' })).toMatchObject({
      error: 'message_not_found',
    });
    expect(await stage.api('chat.delete', at)).toMatchObject({ ok: true });
    expect(await stage.api('chat.update', { ...at, text: 'b' })).toMatchObject({ error: 'message_not_found' });
    expect(stage.slack.directMessages('U1')[0]).toMatchObject({ isDeleted: true });
  });
});

describe('the directory', () => {
  it('says who a person is and where the sun stands for them', async () => {
    const { user } = await stage.api('users.info', { user: 'U1', include_locale: true });
    expect(user).toMatchObject({
      tz: 'Europe/Berlin',
      tz_offset: 3600,
      locale: 'de-DE',
      deleted: false,
      is_bot: false,
    });
  });

  it('tells a summer offset by the sandbox’s own clock', async () => {
    stage.now = new Date('2026-07-01T00:00:00Z');
    expect((await stage.api('users.info', { user: 'U1' })).user).toMatchObject({ tz_offset: 7200 });
  });

  it('marks guests and strangers', async () => {
    stage.slack.addPerson({ id: 'U3', name: 'guest', isGuest: 'ultra' });
    stage.slack.addPerson({ id: 'U4', name: 'stranger', isStranger: true, teamId: 'T9' });
    const guest = await stage.api('users.info', { user: 'U3' });
    expect(guest.user).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
    const stranger = await stage.api('users.info', { user: 'U4' });
    expect(stranger.user).toMatchObject({ is_stranger: true, team_id: 'T9' });
    expect(await stage.api('users.info', { user: 'U9' })).toMatchObject({ error: 'user_not_found' });
  });

  it('says of a channel whether it is private, shared, archived and ours', async () => {
    stage.slack.share('C1');
    const { channel } = await stage.api('conversations.info', { channel: 'C1' });
    expect(channel).toMatchObject({ is_private: false, is_ext_shared: true, is_archived: false, is_member: true });
  });

  it('lists members page by page', async () => {
    const first = await stage.api('conversations.members', { channel: 'C1', limit: 1 });
    expect(first).toMatchObject({ members: ['U1'], response_metadata: { next_cursor: '1' } });
    const second = await stage.api('conversations.members', { channel: 'C1', limit: 1, cursor: '1' });
    expect(second).toMatchObject({ members: ['U0COUNTERSIGN'], response_metadata: { next_cursor: '' } });
  });

  it('opens direct messages once', async () => {
    const opened = await stage.api('conversations.open', { users: 'U2' });
    const posted = await stage.api('chat.postMessage', { channel: 'U2', text: 'a' });
    expect(opened).toMatchObject({ channel: { id: posted.channel } });
  });
});

describe('faults', () => {
  it('a 429 says how long to wait, even if the test did not', async () => {
    stage.slack.server.faults.add({ fits: 'chat.postMessage', when: 'before', answer: { status: 429 } });
    const headers = { authorization: `Bearer ${botToken}` };
    const answer = await fetch(`${stage.slack.apiUrl}chat.postMessage`, { method: 'POST', headers });
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
      429,
      '1',
      { ok: false, error: 'ratelimited' },
    ]);
  });

  it('an answer lost on the way leaves the message posted', async () => {
    stage.slack.server.faults.add({ fits: 'chat.postMessage', when: 'after', answer: 'drop' });
    await expect(stage.api('chat.postMessage', { channel: 'C1', text: 'a' })).rejects.toThrow('fetch failed');
    expect(stage.slack.messagesIn('C1')).toHaveLength(1);
  });
});
