import type { WebClient } from '@slack/web-api';
import type { ChannelId } from '../domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import { Fault } from '../ports/fault.ts';
import type { Messenger } from '../ports/slack.ts';
import type { Wording } from '../wording/wording.ts';
import { asSlackFault } from './slack-fault.ts';
import { renderMessage } from './views/render-message.ts';

/** Posts and redraws. After a 429 of a method it is not called again before Slack's time is over. */
export function createMessenger(client: WebClient, wording: Wording, clock: Clock): Messenger {
  const blockedUntil = new Map<string, number>();

  async function call<T>(method: string, work: () => Promise<T>): Promise<T> {
    const waitMs = (blockedUntil.get(method) ?? 0) - clock.now();
    if (waitMs > 0) {
      throw new Fault('slack', 'rate_limited', { isRetryable: true, retryAfterSeconds: Math.ceil(waitMs / 1_000) });
    }
    try {
      return await work();
    } catch (error) {
      const fault = asSlackFault(error);
      if (fault.retryAfterSeconds !== null) blockedUntil.set(method, clock.now() + fault.retryAfterSeconds * 1_000);
      throw fault;
    }
  }

  return {
    post: async (to, content) => {
      const { text, blocks } = renderMessage(content, wording, clock.now());
      const { channel, ts } = await call('chat.postMessage', () =>
        // Links that people wrote never unfurl: a preview would fetch them.
        client.chat.postMessage({ channel: to, text, blocks, unfurl_links: false, unfurl_media: false }),
      );
      if (channel === undefined || ts === undefined) throw new Fault('slack', 'bad_answer', { isRetryable: true });
      return { channel: channel as ChannelId, ts };
    },
    redraw: async (channel, ts, content) => {
      const { text, blocks } = renderMessage(content, wording, clock.now());
      await call('chat.update', () => client.chat.update({ channel, ts, text, blocks }));
    },
  };
}
