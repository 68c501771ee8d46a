import type { ChannelId, SlackUserId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import type { HomeContent } from './home-content.ts';
import type { MessageContent } from './message-content.ts';

/** Posts and redraws messages for the outbox. Throws a Fault; a permanent one is not retryable and has Slack's error code. */
export type Messenger = {
  /** `to` is a channel or a user (their direct message). Answers where the message really stands. */
  post(
    to: ChannelId | SlackUserId,
    content: MessageContent,
    language: Language,
  ): Promise<{ readonly channel: ChannelId; readonly ts: string }>;
  redraw(channel: ChannelId, ts: string, content: MessageContent, language: Language): Promise<void>;
  publishHome(slackId: SlackUserId, content: HomeContent, language: Language): Promise<void>;
};
