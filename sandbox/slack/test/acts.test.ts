import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../read-aloud.ts';
import type { PostedMessage } from '../state.ts';
import { card, modal, type Stage, setStage, text } from './fake-bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

async function posted(channel = 'C1', value = '7.1'): Promise<PostedMessage> {
  await stage.api('chat.postMessage', { channel, text: 'PAT-7', blocks: card(value) });
  const messages = channel.startsWith('U') ? stage.slack.directMessages(channel) : stage.slack.messagesIn(channel);
  const message = messages.at(-1);
  if (message === undefined) throw new Error('nothing was posted');
  return message;
}

describe('a command', () => {
  it('comes as the form that Slack documents', async () => {
    await stage.slack.command('U1', '/pat withdraw PAT-7', 'C1');
    expect(stage.received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(stage.received[0]?.payload).toMatchObject({
      ...{ command: '/pat', text: 'withdraw PAT-7', user_id: 'U1', user_name: 'mona', channel_id: 'C1' },
      ...{ channel_name: 'tokens', team_id: 'T0SANDBOX00', is_enterprise_install: 'false' },
    });
  });

  it('shows its answer to the person alone', async () => {
    stage.behave = () => ({ body: { text: 'Only you' } });
    const outcome = await stage.slack.command('U1', '/pat', 'C1');
    expect(outcome.ephemeral.map(textOf)).toEqual(['Only you']);
    expect(stage.slack.messagesIn('C1')).toEqual([]);
    expect(stage.slack.ephemerals('U2')).toEqual([]);
  });

  it('goes on answering on its response_url, five times and for thirty minutes', async () => {
    const outcome = await stage.slack.command('U1', '/pat', 'C1');
    const url = String(stage.received[0]?.payload.response_url);
    for (let use = 1; use <= 5; use += 1) expect(await stage.respond(url, { text: `${use}` })).toBe(200);
    expect(await stage.respond(url, { text: '6' })).toBe(404);
    expect(outcome.ephemeral.map(textOf)).toEqual(['1', '2', '3', '4', '5']);
    await stage.slack.command('U1', '/pat');
    const later = String(stage.received[1]?.payload.response_url);
    stage.now = new Date(stage.now.getTime() + 30 * 60_000);
    expect(await stage.respond(later, { text: 'at thirty minutes' })).toBe(200);
    stage.now = new Date(stage.now.getTime() + 1);
    expect(await stage.respond(later, { text: 'too late' })).toBe(404);
  });

  it('that is not answered in time has timed out', async () => {
    const slow = await setStage({ answerWithinMs: 20 });
    slow.behave = () => 'silence';
    expect(await slow.slack.command('U1', '/pat')).toMatchObject({ httpStatus: 0, timedOut: true });
    await slow.end();
  });

  it('of a bot that is down fails without a wait', async () => {
    stage.slack.setRequestUrl('http://127.0.0.1:1/slack/events');
    expect(await stage.slack.command('U1', '/pat')).toMatchObject({ httpStatus: 0, timedOut: false });
  });

  it('shows the modal that the bot opens, before or after its answer', async () => {
    stage.behave = ({ payload }) => {
      void stage.api('views.open', { trigger_id: payload.trigger_id, view: modal() });
      return {};
    };
    const outcome = await stage.slack.command('U1', '/pat request');
    const view = await stage.slack.until(() => outcome.modal);
    expect(textOf(view)).toBe('A token\n[Ask]');
  });

  it('cannot be given by a person who was deactivated', async () => {
    stage.slack.deactivate('U1');
    await expect(stage.slack.command('U1', '/pat')).rejects.toThrow('deactivated');
  });
});

describe('a click', () => {
  it('comes with all that Slack sends', async () => {
    const message = await posted();
    await stage.slack.click('U1', message, 'approve_request');
    const payload = stage.received[0]?.payload ?? {};
    expect(Object.keys(payload).toSorted()).toEqual(
      [
        ...['type', 'user', 'api_app_id', 'token', 'container', 'trigger_id', 'team', 'enterprise'],
        ...['is_enterprise_install', 'channel', 'message', 'state', 'response_url', 'actions'],
      ].toSorted(),
    );
    expect(payload).toMatchObject({
      type: 'block_actions',
      user: { id: 'U1', username: 'mona', name: 'mona', team_id: 'T0SANDBOX00' },
      container: { type: 'message', message_ts: message.ts, channel_id: 'C1', is_ephemeral: false },
      channel: { id: 'C1', name: 'tokens' },
      message: { ts: message.ts, text: 'PAT-7' },
      enterprise: null,
      is_enterprise_install: false,
    });
    expect(payload.actions).toEqual([
      {
        ...{ action_id: 'approve_request', block_id: 'decide', value: '7.1', style: 'primary', type: 'button' },
        text: { type: 'plain_text', text: 'Approve' },
        action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      },
    ]);
  });

  it('of a stranger names their own workspace', async () => {
    stage.slack.addPerson({ id: 'U4', name: 'stranger', isStranger: true, teamId: 'T9' });
    await stage.slack.clickRaw('U4', { actionId: 'approve_request', value: '7.1', channelId: 'C1' });
    expect(stage.received[0]?.payload).toMatchObject({ user: { team_id: 'T9' } });
  });

  it('is not possible on a button that the message no longer has', async () => {
    const message = await posted();
    await stage.api('chat.update', { channel: 'C1', ts: message.ts, text: 'done', blocks: card().slice(0, 1) });
    await expect(stage.slack.click('U1', message, 'approve_request')).rejects.toThrow(
      'no live control approve_request',
    );
    await stage.slack.click('U1', message, 'approve_request', { force: true, value: '7.1' });
    expect(stage.received.at(-1)?.payload).toMatchObject({ actions: [{ value: '7.1' }] });
  });

  it('is not possible for somebody who does not see the message', async () => {
    await expect(stage.slack.click('U2', await posted(), 'approve_request')).rejects.toThrow('does not see');
    await expect(stage.slack.click('U2', await posted('U1'), 'approve_request')).rejects.toThrow('does not see');
  });

  it('may be answered by replacing or deleting the message', async () => {
    const message = await posted('U1');
    await stage.slack.click('U1', message, 'approve_request');
    const url = String(stage.received[0]?.payload.response_url);
    await stage.respond(url, { replace_original: true, text: 'approved' });
    expect(stage.slack.directMessages('U1').map(textOf)).toEqual(['approved']);
    await stage.respond(url, { delete_original: true });
    expect(stage.slack.directMessages('U1')).toMatchObject([{ isDeleted: true }]);
  });

  it('on an ephemeral message carries no message', async () => {
    stage.behave = () => ({ body: { text: 'x', blocks: card() } });
    const [answer] = (await stage.slack.command('U1', '/pat list')).ephemeral;
    if (answer === undefined) throw new Error('no answer');
    await stage.slack.click('U1', answer, 'approve_request');
    expect(stage.received[1]?.payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(stage.received[1]?.payload.message).toBeUndefined();
  });
});

it('an event comes in its envelope', async () => {
  const outcome = await stage.slack.event({ type: 'user_change', user: { id: 'U1' } });
  expect(outcome).toMatchObject({ httpStatus: 200, timedOut: false });
  expect(stage.received[0]?.payload).toMatchObject({
    type: 'event_callback',
    event: { type: 'user_change', user: { id: 'U1' } },
    authorizations: [{ user_id: 'U0COUNTERSIGN', is_bot: true }],
  });
});

describe('read aloud', () => {
  it('a card is one line a block, with its buttons and links', async () => {
    const link = { type: 'button', action_id: 'go', text: text('Create on GitHub'), url: 'https://github.com/x' };
    const list = {
      type: 'rich_text_list',
      style: 'bullet',
      elements: ['a', 'b'].map((item) => ({ type: 'rich_text_section', elements: [{ type: 'text', text: item }] })),
    };
    await stage.api('chat.postMessage', {
      channel: 'C1',
      blocks: [...card(), { type: 'actions', elements: [link] }, { type: 'rich_text', elements: [list] }],
    });
    expect(stage.slack.messagesIn('C1').map(textOf)).toEqual([
      '*PAT-7* for <@U1> & nobody else\n[Approve]\n[Create on GitHub -> https://github.com/x]\n- a / - b',
    ]);
  });
});
