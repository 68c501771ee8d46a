import { limits } from './limits.ts';
import type { LocalSlackSettings } from './local-slack-settings.ts';
import { type Delivery, sendSigned } from './send-signed.ts';
import { envelopeOf, type SocketMode } from './socket-mode.ts';

/** How the bot is reached. */
type Way = {
  readonly settings: LocalSlackSettings;
  readonly socketMode: SocketMode;
  readonly requestUrl: string | undefined;
};
type Posted = {
  readonly body: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly shiftSeconds: number;
};

/** Where an app uses Socket Mode, nothing is posted to it. */
export function postToBot(
  { settings, socketMode, requestUrl }: Way,
  { body, contentType, headers, shiftSeconds }: Posted,
): Promise<Delivery> {
  const { signingSecret, signedAt = () => new Date(), answerWithinMs = limits.answerSeconds * 1000 } = settings;
  if (socketMode.isUsed || socketMode.connections > 0) {
    const { type, payload } = envelopeOf(body, contentType);
    return socketMode.deliver(type, payload, answerWithinMs);
  }
  if (requestUrl === undefined) throw new Error('the local Slack was not told where the bot listens');
  return sendSigned({
    ...{ url: requestUrl, body, contentType, signingSecret, headers, answerWithinMs },
    signedAt: new Date(signedAt().getTime() + shiftSeconds * 1000),
  });
}
