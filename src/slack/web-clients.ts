import { LogLevel, WebClient } from '@slack/web-api';

export type WebClients = {
  /** For answers to the very click. */
  readonly interactive: WebClient;
  /** For everything that can wait: one 429 stalls a whole client, and must not stall a click. */
  readonly background: WebClient;
};

/** Nothing is retried here: a message whose answer was lost may have been posted. The outbox retries, and knows. */
export function createWebClients(options: { readonly botToken: string; readonly apiUrl: string }): WebClients {
  const client = (timeoutMs: number): WebClient => createClient(options.botToken, options.apiUrl, timeoutMs);
  return { interactive: client(2_000), background: client(10_000) };
}

/** For what only the app itself may ask. */
export function createAppClient(options: { readonly appToken: string; readonly apiUrl: string }): WebClient {
  return createClient(options.appToken, options.apiUrl, 10_000);
}

/** For one token, for as long as it is looked at. */
export function createBotClient(options: { readonly botToken: string; readonly apiUrl: string }): WebClient {
  return createClient(options.botToken, options.apiUrl, 10_000);
}

function createClient(token: string, apiUrl: string, timeoutMs: number): WebClient {
  return new WebClient(token, clientOptions(apiUrl, timeoutMs));
}

/** What every client of Slack's API of ours is given. */
export function clientOptions(apiUrl: string, timeout: number) {
  return {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    timeout,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: silent,
  };
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
