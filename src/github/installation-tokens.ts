import type { App } from '@octokit/app';
import { installationToken, read } from './answers.ts';

export type InstallationTokens = {
  /** The installation's token: a new one where there is none yet, or where the last one is nearly used up. */
  of(installationId: number): Promise<string>;
  /** GitHub refused this very one: the next call gets another. One that came meanwhile stays. */
  drop(installationId: number, token: string): Promise<void>;
};

/** GitHub's installation tokens last an hour. */
const usableMs = 50 * 60_000;

/**
 * Tokens of the App's installations, one at a time for each. Not auth-app's own cache: that keeps a token which was refused until its
 * hour is over, keeps half an answer as well, and lets two GitHubs that know an installation by the same number share one token.
 */
export function createInstallationTokens(app: App): InstallationTokens {
  const known = new Map<number, { readonly token: Promise<string>; readonly old: AbortSignal }>();

  async function get(installationId: number): Promise<string> {
    const route = 'POST /app/installations/{installation_id}/access_tokens';
    const { data } = await app.octokit.request(route, { installation_id: installationId });
    return read(installationToken, data).token;
  }

  return {
    of: (installationId) => {
      const before = known.get(installationId);
      if (before !== undefined && !before.old.aborted) return before.token;
      const token = get(installationId);
      // A timer and no clock: whatever ours is set to, the token ages by GitHub's.
      known.set(installationId, { token, old: AbortSignal.timeout(usableMs) });
      token.catch(() => {
        if (known.get(installationId)?.token === token) known.delete(installationId);
      });
      return token;
    },
    drop: async (installationId, refused) => {
      const now = known.get(installationId);
      if (now !== undefined && (await now.token) === refused && known.get(installationId) === now) {
        known.delete(installationId);
      }
    },
  };
}
