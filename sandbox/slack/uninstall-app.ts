import type { Line } from './line.ts';
import type { OauthDesk } from './oauth-desk.ts';
import { eventEnvelope } from './payloads.ts';

/** The app is removed from the workspace: its tokens are good for nothing, and Slack says so twice, in no promised order. */
export async function uninstallApp({ state, post }: Line, desk: OauthDesk | null): Promise<void> {
  desk?.uninstall(state.teamId);
  for (const event of [
    { type: 'tokens_revoked', tokens: { oauth: [], bot: [state.botUserId] } },
    { type: 'app_uninstalled' },
  ]) {
    // No installation is left that Slack could name as one that may see it.
    const { authorizations: _, ...envelope } = eventEnvelope(state, event);
    await post(JSON.stringify(envelope), 'application/json');
  }
}
