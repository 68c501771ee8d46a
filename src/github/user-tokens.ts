import { z } from 'zod';
import { echoed } from '../domain/credential.ts';
import { Fault } from '../ports/fault.ts';
import type { Log } from '../ports/log.ts';
import type { UserToken, UserTokens } from '../ports/user-tokens.ts';
import { callWithSecrets } from './call-with-secrets.ts';
import { endOfToken } from './end-of-token.ts';

/** Shorter than a token is held for. */
const timeoutMs = 10_000;
/** Somebody in Slack may wait for it, who has three seconds. */
const endTimeoutMs = 1_500;

/** Without an end it is no token that we keep: the App's setting "Expire user authorization tokens" is off. */
const pair = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().int().positive(),
  refresh_token: z.string().min(1),
  refresh_token_expires_in: z.number().int().positive(),
});
const refusal = z.object({ error: z.string() });

/** Where nobody can sign in: none is kept, and one that was kept before can't be renewed. */
const noUserTokens: UserTokens = { renew: async () => 'refused', end: async () => undefined };

export type UserTokenOptions = {
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  readonly githubWebUrl: string;
  readonly githubApiUrl: string;
  readonly now: () => number;
  readonly log: Log;
  readonly fetch?: typeof fetch;
};

/** GitHub's answer to a code or a refresh token, where it is a token that ends; null where it is something else. */
export function readUserToken(body: unknown, now: number): UserToken | null {
  const read = pair.safeParse(body);
  if (!read.success) return null;
  const { access_token: access, expires_in, refresh_token: refresh, refresh_token_expires_in } = read.data;
  return {
    ...{ access, refresh },
    accessEndsAt: now + expires_in * 1_000,
    refreshEndsAt: now + refresh_token_expires_in * 1_000,
  };
}

/**
 * Tokens of people who signed in, exchanged and ended. Nothing that GitHub answers here may be a cause or a sentence of a Fault: it may hold one.
 * https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens
 */
export function createUserTokens(options: UserTokenOptions): UserTokens {
  const { clientId, clientSecret, githubWebUrl, githubApiUrl, now, log } = options;
  if (clientId === null || clientSecret === null) return noUserTokens;

  const send = callWithSecrets(options.fetch);
  const call = (url: string, init: RequestInit, limitMs = timeoutMs): Promise<Response> => send(url, init, limitMs);

  return {
    renew: async (refresh) => {
      const response = await call(`${githubWebUrl}/login/oauth/access_token`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          ...{ client_id: clientId, client_secret: clientSecret },
          ...{ grant_type: 'refresh_token', refresh_token: refresh },
        }),
      });
      if (!response.ok) throw new Fault('github', `status_${response.status}`, { isRetryable: true });
      const body: unknown = await response.json().catch(() => null);
      const token = readUserToken(body, now());
      if (token !== null) return token;
      // Refused, it answers 200 as well.
      const refused = refusal.safeParse(body);
      if (!refused.success) throw new Fault('github', 'bad_answer', { isRetryable: true });
      if (refused.data.error === 'bad_refresh_token') return 'used_up';
      log.error('GitHub renews no reviewer’s token: the client id or its secret is wrong', {
        code: echoed(refused.data.error, 60),
      });
      return 'refused';
    },
    end: async (access) => {
      try {
        const { url, init } = endOfToken({ githubApiUrl, clientId, clientSecret }, access);
        const response = await call(url, init, endTimeoutMs);
        // 404 and 422: it is none any more.
        if (response.ok || response.status === 404 || response.status === 422) return;
        throw new Fault('github', `status_${response.status}`, { isRetryable: false });
      } catch (error) {
        // It ends by itself within eight hours, and nobody here has it any more.
        log.warn('a reviewer’s token was dropped, and could not be revoked at GitHub', {
          code: error instanceof Fault ? error.code : 'network',
        });
      }
    },
  };
}
