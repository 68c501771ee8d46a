import type { WebClient } from '@slack/web-api';
import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { Clock } from '../ports/clock.ts';
import { Fault } from '../ports/fault.ts';
import type { MessageContent } from '../ports/message-content.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { SlackAddresses } from '../ports/slack.ts';
import type { Wordings } from '../wording/wording-for.ts';
import { asSlackFault } from './slack-fault.ts';
import { homeView } from './views/home-view.ts';
import type { Rendered } from './views/layout.ts';
import { renderMessage } from './views/render-message.ts';

/** An hour of silence is the most, whatever Slack asks for. */
const longestBlockMs = 3_600_000;
/** A Home that Slack does not take is tried with so few blocks. */
const shortHomeBlocks = 40;

/** Posts and redraws. After a 429 of a method it is not called again before Slack's time is over, by a clock that nobody can set. */
export function createMessenger(
  client: WebClient,
  wordings: Wordings,
  clock: Clock,
  addresses: SlackAddresses = new Map(),
): Messenger {
  const blockedUntil = new Map<string, number>();

  async function call<T>(method: string, work: () => Promise<T>): Promise<T> {
    const waitMs = (blockedUntil.get(method) ?? Number.NEGATIVE_INFINITY) - clock.elapsedMs();
    if (waitMs > 0) {
      const retryAfterSeconds = Math.ceil(waitMs / 1_000);
      throw new Fault('slack', 'rate_limited', { isRetryable: true, isUncalled: true, retryAfterSeconds });
    }
    try {
      return await work();
    } catch (error) {
      const fault = asSlackFault(error);
      if (fault.retryAfterSeconds !== null) {
        blockedUntil.set(method, clock.elapsedMs() + Math.min(fault.retryAfterSeconds * 1_000, longestBlockMs));
      }
      throw fault;
    }
  }

  /** Whatever Slack has against a message, its short form is tried: a card that is not there or says what is over helps nobody. */
  async function inRoom<T>(
    content: MessageContent,
    language: Language,
    send: (message: Rendered) => Promise<T>,
  ): Promise<T> {
    const { short, ...whole } = renderMessage(content, wordings(language), clock.now());
    try {
      return await send(whole);
    } catch (error) {
      if (!(error instanceof Fault) || error.trouble !== 'content') throw error;
      return send(short);
    }
  }

  return {
    post: async (to, content, language) => {
      const address = addresses.get(to as SlackUserId) ?? to;
      const { channel, ts } = await inRoom(content, language, ({ text, blocks }) =>
        call('chat.postMessage', () =>
          // Links that people wrote never unfurl: a preview would fetch them.
          client.chat.postMessage({ channel: address, text, blocks, unfurl_links: false, unfurl_media: false }),
        ),
      );
      if (channel === undefined || ts === undefined) throw new Fault('slack', 'bad_answer', { isRetryable: true });
      return { channel: channel as ChannelId, ts };
    },
    publishHome: async (slackId, content, language) => {
      const address = addresses.get(slackId) ?? slackId;
      const publish = (room?: number) =>
        call('views.publish', () =>
          client.views.publish({ user_id: address, view: homeView(content, wordings(language), clock.now(), room) }),
        );
      try {
        await publish();
      } catch (error) {
        if (!(error instanceof Fault) || error.trouble !== 'content') throw error;
        await publish(shortHomeBlocks);
      }
    },
    redraw: async (channel, ts, content, language) => {
      await inRoom(content, language, ({ text, blocks }) =>
        // `parse` would be `client` here, which looks for names and links in the text.
        call('chat.update', () => client.chat.update({ channel, ts, text, blocks, parse: 'none' })),
      );
    },
  };
}
