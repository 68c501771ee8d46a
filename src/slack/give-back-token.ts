import { asSlackFault } from './slack-fault.ts';
import { createBotClient } from './web-clients.ts';

/** Has Slack revoke a token of ours that nobody keeps. Throws a Fault. */
export function createGiveBack(apiUrl: string): (token: string) => Promise<void> {
  return async (token) => {
    const client = createBotClient({ botToken: token, apiUrl });
    await client.auth.revoke().catch((error: unknown) => {
      throw asSlackFault(error);
    });
  };
}
