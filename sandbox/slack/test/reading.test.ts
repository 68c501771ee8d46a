import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../read-aloud.ts';
import { conversationsOf, isUnread, isVisible } from '../reading.ts';
import { type Stage, setStage } from './fake-bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.end());

const unread = (userId: string): number =>
  stage.slack.state.messages.filter(
    (message) => isVisible(stage.slack.state, userId, message) && isUnread(stage.slack.state, userId, message),
  ).length;

describe('what a person has read', () => {
  it('everything that the bot posts is unread until the person has seen the conversation', async () => {
    await stage.api('chat.postMessage', { channel: 'C1', text: 'one' });
    await stage.api('chat.postMessage', { channel: 'C1', text: 'two' });
    expect(unread('U1')).toBe(2);
    stage.slack.markRead('U1', 'C1');
    expect(unread('U1')).toBe(0);
    await stage.api('chat.postMessage', { channel: 'C1', text: 'three' });
    expect(unread('U1')).toBe(1);
  });

  it('a message that is changed after it was read stays read', async () => {
    const { ts } = await stage.api('chat.postMessage', { channel: 'C1', text: 'one' });
    stage.slack.markRead('U1', 'C1');
    await stage.api('chat.update', { channel: 'C1', ts, text: 'another' });
    expect(unread('U1')).toBe(0);
  });

  it('an ephemeral message is seen by its reader alone, and is never unread', async () => {
    await stage.api('chat.postEphemeral', { channel: 'C1', user: 'U1', text: 'for you' });
    const { state } = stage.slack;
    expect(state.messages.map((message) => isVisible(state, 'U1', message))).toEqual([true]);
    expect(state.messages.map((message) => isVisible(state, 'U2', message))).toEqual([false]);
    expect(unread('U1')).toBe(0);
  });

  it('a person sees the conversations that they are in, and a deleted message nowhere', async () => {
    expect(conversationsOf(stage.slack.state, 'U1').map(({ id }) => id)).toEqual(['C1']);
    stage.slack.openDirectMessages('U2');
    expect(conversationsOf(stage.slack.state, 'U2').map(({ kind }) => kind)).toEqual(['im']);
    const { ts } = await stage.api('chat.postMessage', { channel: 'C1', text: 'one' });
    await stage.api('chat.delete', { channel: 'C1', ts });
    expect(unread('U1')).toBe(0);
  });
});

describe('an emoji code', () => {
  const shown = (type: string, more: object = {}) => [
    { type: 'section', text: { type, text: 'by :tada: at 10:30:00', ...more } },
  ];

  it.each([
    ['in mrkdwn', shown('mrkdwn', { verbatim: true }), 'by (emoji tada) at 10(emoji 30)00'],
    ['in plain text', shown('plain_text'), 'by (emoji tada) at 10(emoji 30)00'],
    ['in plain text that says otherwise', shown('plain_text', { emoji: false }), 'by :tada: at 10:30:00'],
    [
      'in rich text',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'by :tada: at 10:30:00' }] }],
        },
      ],
      'by :tada: at 10:30:00',
    ],
  ])('%s is read as Slack shows it', async (_name, blocks, read) => {
    await stage.api('chat.postMessage', { channel: 'C1', text: 'x', blocks });
    expect(stage.slack.messagesIn('C1').map(textOf)).toEqual([read]);
  });

  it('in the text of a message without blocks is a picture', async () => {
    await stage.api('chat.postMessage', { channel: 'C1', text: 'by :tada: <@U1>' });
    expect(stage.slack.messagesIn('C1').map(textOf)).toEqual(['by (emoji tada) <@U1>']);
  });
});
