import { HTTPReceiver, type Logger } from '@slack/bolt';

/** After that Slack listens no more, and Bolt answers that there was nobody. */
const answerWithinMs = 3_001;

/** What a way in needs to tell our own failures from a body that Bolt can't make sense of. */
export type FailureHandler = (error: Error) => { readonly isOurs: boolean };

/** Bolt's way in over HTTP, behind our own server. */
export function createHttpReceiver(options: {
  readonly signingSecret: string;
  readonly logger: Logger;
  readonly failed: FailureHandler;
  /** How many times longer than usual a listener has to answer. */
  readonly patience: number;
}): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret: options.signingSecret,
    // Nothing comes here but by `receive-request.ts`, which has checked the signature and the date of these very bytes.
    signatureVerification: false,
    endpoints: ['/slack/events', '/slack/events/'],
    unhandledRequestTimeoutMillis: answerWithinMs * options.patience,
    logger: options.logger,
    processEventErrorHandler: async ({ error, response }) => {
      const { isOurs } = options.failed(error);
      if (!response.headersSent) response.writeHead(isOurs ? 500 : 400).end();
      return true;
    },
  });
}
