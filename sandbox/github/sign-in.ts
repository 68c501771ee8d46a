import { createHash, randomBytes } from 'node:crypto';
import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { Account } from './account.ts';
import { publicUser, simpleUser } from './present.ts';
import type { GithubState } from './state.ts';
import { LocalUserTokens } from './user-tokens.ts';
import type { Webhooks } from './webhooks.ts';

const codeMs = 600_000;

/** What the App's settings have under "Identifying and authorizing users". */
export type SignInSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Exactly these: GitHub takes nothing below them. */
  readonly callbackUrls: string[];
};

type Code = {
  readonly account: Account;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly givenAt: number;
};

function page(body: string): Answer {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: `<!doctype html>${body}` };
}

/** In words of its own, and answered 200: who only looks at the status takes it for a token. */
function refusal(error: string, description: string): Answer {
  return {
    status: 200,
    body: { error, error_description: description, error_uri: 'https://docs.github.com/apps/troubleshooting' },
  };
}

function given(request: Request): URLSearchParams {
  const isJson = /^application\/json\b/.test(request.headers['content-type'] ?? '');
  return isJson
    ? new URLSearchParams(JSON.parse(request.raw) as Record<string, string>)
    : new URLSearchParams(request.raw);
}

/** Signing in with the GitHub App: the page where a person says yes, codes that count once, and the tokens that come of them. */
export class LocalSignIn {
  readonly settings: SignInSettings;
  readonly #codes = new Map<string, Code>();
  readonly #state: GithubState;

  constructor(state: GithubState, settings: SignInSettings) {
    this.#state = state;
    this.settings = settings;
  }

  /** Tokens of people that count. */
  get tokens(): readonly string[] {
    return this.#state.userTokens.living();
  }

  /** The person's own settings: Applications, Authorized GitHub Apps, Revoke. */
  revokeBy(login: string, webhooks: Webhooks): void {
    const account = this.#state.user(login);
    this.#state.userTokens.endAllOf(account);
    webhooks.send('github_app_authorization', { action: 'revoked', sender: simpleUser(account) });
  }

  /** Null where the call is of another kind. */
  answer(request: Request): Answer | null {
    const { method, url } = request;
    const { clientId } = this.settings;
    if (url.pathname === '/login/oauth/authorize') return method === 'GET' ? this.#ask(url) : this.#decide(request);
    if (url.pathname === '/login/oauth/access_token' && method === 'POST') return this.#exchange(given(request));
    if (url.pathname === `/applications/${clientId}/token` && method === 'DELETE') return this.#revoke(request);
    if (url.pathname === '/user' && method === 'GET') return this.#user(request);
    return null;
  }

  #problemOf(query: URLSearchParams): string | null {
    if (query.get('client_id') !== this.settings.clientId) return 'There is no App of this client id.';
    if (!this.settings.callbackUrls.includes(query.get('redirect_uri') ?? ''))
      return 'The redirect_uri is not associated with this application.';
    const method = query.get('code_challenge_method');
    const challenge = query.get('code_challenge');
    if (method !== null && method !== 'S256') return 'The code_challenge_method must be S256.';
    return challenge !== null && !/^[A-Za-z0-9_-]{43}$/.test(challenge) ? 'The code_challenge is invalid.' : null;
  }

  #ask({ searchParams }: URL): Answer {
    const problem = this.#problemOf(searchParams);
    if (problem !== null) return { ...page(`<p>${problem}</p>`), status: 404 };
    const hidden = [...searchParams].map(
      ([name, value]) =>
        `<input type="hidden" name="${name.replace(/\W/g, '')}" value="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`,
    );
    const people = this.#state.accounts
      .filter(({ type }) => type === 'User')
      .map(({ login }) => `<p><button name="login" value="${login}">Authorize as ${login}</button></p>`);
    const cancel = '<p><button name="cancel" value="1">Cancel</button></p>';
    const form = `<form method="post" action="/login/oauth/authorize">${hidden.join('')}${people.join('')}${cancel}</form>`;
    return page(`<title>Authorize Countersign</title><h1>Authorize Countersign</h1>${form}`);
  }

  #decide(request: Request): Answer {
    const form = given(request);
    const problem = this.#problemOf(form);
    const account = this.#state.account(form.get('login') ?? '');
    if (problem !== null) return { ...page(`<p>${problem}</p>`), status: 404 };
    const redirectUri = form.get('redirect_uri') ?? '';
    const back = new URL(redirectUri);
    if (account === undefined || form.has('cancel')) {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'The user has denied your application access.');
    } else {
      const code = randomBytes(10).toString('hex');
      const challenge = form.get('code_challenge');
      this.#codes.set(code, { account, redirectUri, challenge, givenAt: this.#state.now().getTime() });
      back.searchParams.set('code', code);
    }
    const state = form.get('state');
    if (state !== null) back.searchParams.set('state', state);
    return { status: 302, headers: { location: back.href } };
  }

  #exchange(form: URLSearchParams): Answer {
    const { clientId, clientSecret } = this.settings;
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
      return refusal('incorrect_client_credentials', 'The client_id and/or client_secret passed are incorrect.');
    }
    if (form.get('grant_type') === 'refresh_token') {
      const next = this.#state.userTokens.exchange(form.get('refresh_token') ?? '');
      return next === null
        ? refusal('bad_refresh_token', 'The refresh token passed is incorrect or expired.')
        : { status: 200, body: next };
    }
    const code = this.#codes.get(form.get('code') ?? '');
    // Used up by the first try, whatever comes of it.
    this.#codes.delete(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const isProven =
      code?.challenge == null || createHash('sha256').update(verifier).digest('base64url') === code.challenge;
    if (code === undefined || code.givenAt + codeMs <= this.#state.now().getTime() || !isProven) {
      return refusal('bad_verification_code', 'The code passed is incorrect or expired.');
    }
    if (form.get('redirect_uri') !== code.redirectUri) {
      return refusal(
        'redirect_uri_mismatch',
        'The redirect_uri MUST match the registered callback URL for this application.',
      );
    }
    return { status: 200, body: this.#state.userTokens.give(code.account) };
  }

  #revoke(request: Request): Answer {
    const { clientId, clientSecret } = this.settings;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    if (request.headers.authorization !== basic) return { status: 401, body: { message: 'Bad credentials' } };
    const { access_token: token = '' } = JSON.parse(request.raw) as { readonly access_token?: string };
    return this.#state.userTokens.end(token) ? { status: 204 } : { status: 404, body: { message: 'Not Found' } };
  }

  #user(request: Request): Answer | null {
    if (!LocalUserTokens.isUsedBy(request)) return null;
    const account = this.#state.userTokens.accountOf(request);
    return account === null
      ? { status: 401, body: { message: 'Bad credentials' } }
      : { status: 200, body: publicUser(account) };
  }
}
