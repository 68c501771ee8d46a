import { z } from 'zod';
import type { GithubUserId } from '../domain/ids.ts';
import { cleanLine } from '../domain/user-text.ts';
import { Fault } from '../ports/fault.ts';
import type { Log } from '../ports/log.ts';
import type { GithubSignIn, OneTimeSecrets } from '../ports/sign-in.ts';
import type { UserToken } from '../ports/user-tokens.ts';
import { callWithSecrets } from './call-with-secrets.ts';
import { endOfToken } from './end-of-token.ts';
import { readUserToken } from './user-tokens.ts';

const timeoutMs = 10_000;

const answered = z.union([
  z.object({ access_token: z.string().min(1), token_type: z.string().optional() }),
  z.object({ error: z.string() }),
]);
const account = z.object({ id: z.number().int().positive(), login: z.string().min(1), type: z.string().optional() });

/** What GitHub says of a code that it does not take: it was used, is older than ten minutes, or was given to another browser or address. */
const refusals = new Set(['bad_verification_code', 'incorrect_device_code', 'access_denied', 'unverified_user_email']);

type Exchanged = { readonly access: string; readonly token: UserToken | null };

export type SignInOptions = {
  readonly now: () => number;
  /** Ours, without a slash at its end. */
  readonly publicUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly githubWebUrl: string;
  readonly githubApiUrl: string;
  readonly team: GithubSignIn['team'];
  /** Stands in what comes back, so that it is asked of nobody else; null where there is one workspace only. */
  readonly workspace: string | null;
  readonly secrets: OneTimeSecrets;
  readonly log: Log;
  readonly fetch?: typeof fetch;
};

/**
 * Signing in by the web flow of the GitHub App, with PKCE. The token that comes of it says who somebody is, and is thrown away at once.
 * https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 */
export function createSignIn(options: SignInOptions): GithubSignIn {
  const { publicUrl, clientId, clientSecret, githubWebUrl, githubApiUrl, secrets, team, workspace } = options;
  const redirectUri = `${publicUrl}/github/callback`;

  const send = callWithSecrets(options.fetch);
  const call = (url: string, init: RequestInit, limitMs = timeoutMs): Promise<Response> => send(url, init, limitMs);

  async function bodyOf(response: Response): Promise<unknown> {
    if (!response.ok) {
      throw new Fault('github', `status_${response.status}`, { isRetryable: response.status >= 500 });
    }
    return response.json().catch((error: unknown) => {
      throw new Fault('github', 'bad_answer', { isRetryable: true, cause: error });
    });
  }

  function readAs<T>(schema: z.ZodType<T>, body: unknown): T {
    const found = schema.safeParse(body);
    if (!found.success) throw new Fault('github', 'bad_answer', { isRetryable: true });
    return found.data;
  }

  async function exchange(code: string, verifier: string): Promise<Exchanged | null> {
    const response = await call(`${githubWebUrl}/login/oauth/access_token`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      }),
    });
    // Refused, it answers 200 as well.
    const body = await bodyOf(response);
    const told = readAs(answered, body);
    if ('access_token' in told) return { access: told.access_token, token: readUserToken(body, options.now()) };
    if (refusals.has(told.error)) return null;
    options.log.error(
      'GitHub does not let people sign in here: the client id, its secret or the callback URL is wrong',
      {
        code: cleanLine(told.error).slice(0, 60),
      },
    );
    throw new Fault('github', 'sign_in_refused', { isRetryable: false });
  }

  /** `/token`, not `/grant`: taking the whole authorization back would tell us, by a webhook, that the person did so. */
  async function drop(token: string): Promise<void> {
    try {
      const { url, init } = endOfToken({ githubApiUrl, clientId, clientSecret }, token);
      const response = await call(url, init);
      if (!response.ok) throw new Fault('github', `status_${response.status}`, { isRetryable: false });
    } catch (error) {
      // It is nobody's any more, and ends by itself in eight hours.
      options.log.warn('a token that said who somebody is could not be revoked', {
        code: error instanceof Fault ? error.code : 'network',
      });
    }
  }

  return {
    secrets,
    team,
    startUrl: (ticket) => {
      const query = new URLSearchParams({ ...(workspace === null ? {} : { workspace }), ticket });
      return `${publicUrl}/github/link?${query.toString()}`;
    },
    authorizeUrl: ({ state, verifier }) => {
      const query = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        // GitHub takes one callback address, and nothing behind it: the state alone comes back.
        state: workspace === null ? state : `${workspace}.${state}`,
        code_challenge: secrets.hash(verifier),
        code_challenge_method: 'S256',
        prompt: 'select_account',
        allow_signup: 'false',
      });
      return `${githubWebUrl}/login/oauth/authorize?${query.toString()}`;
    },
    accountBehind: async ({ code, verifier, keeps }) => {
      const exchanged = await exchange(code, verifier);
      if (exchanged === null) return null;
      const { access, token } = exchanged;
      let isKept = false;
      try {
        const response = await call(`${githubApiUrl}/user`, {
          headers: {
            accept: 'application/vnd.github+json',
            authorization: `Bearer ${access}`,
            'user-agent': 'countersign',
            'x-github-api-version': '2022-11-28',
          },
        });
        const { id, login } = readAs(account, await bodyOf(response));
        const found = { githubId: id as GithubUserId, login };
        isKept = token !== null && (await keeps(found));
        return { account: found, token: isKept ? token : null };
      } finally {
        if (!isKept) await drop(access);
      }
    },
  };
}
