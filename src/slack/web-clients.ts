import { LogLevel, WebClient } from '@slack/web-api';

export type WebClients = {
  /** For answers to the very click. */
  readonly interactive: WebClient;
  /** For everything that can wait: one 429 stalls a whole client, and must not stall a click. */
  readonly background: WebClient;
};

/** Nothing is retried here: a message whose answer was lost may have been posted. The outbox retries, and knows. */
export function createWebClients(options: { readonly botToken: string; readonly apiUrl: string }): WebClients {
  const client = (timeout: number): WebClient =>
    new WebClient(options.botToken, {
      slackApiUrl: options.apiUrl,
      retryConfig: { retries: 0 },
      timeout,
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      logger: silent,
    });
  return { interactive: client(2_000), background: client(10_000) };
}

const nothing = (): void => undefined;
const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};
