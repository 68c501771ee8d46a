// The desk at which Slack hands out tokens: its page, its exchange of codes, and what becomes of a token. https://docs.slack.dev/authentication/installing-with-oauth
import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { JsonObject } from './check-value.ts';

/** Where an app can be installed: a workspace, or (`isWhole`) an enterprise with all of its workspaces. */
export type InstallPlace = {
  readonly id: string;
  readonly name: string;
  readonly isWhole?: boolean;
  readonly enterprise?: { readonly id: string; readonly name: string };
  readonly botUserId: string;
};
export type OauthApp = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appId: string;
  readonly redirectUrls: readonly string[];
  readonly places: readonly InstallPlace[];
  readonly now: () => Date;
};
export type Standing = 'good' | 'token_revoked' | 'account_inactive';

type Code = {
  readonly place: InstallPlace;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly userScopes: readonly string[];
  readonly redirectUri: string;
  readonly madeAtMs: number;
  isUsed: boolean;
};
type Held = { readonly place: InstallPlace; readonly scopes: readonly string[]; standing: Standing };

const codeMinutes = 10;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function listOf(text: string | null): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter((one) => one !== '');
}

function tokenIn(authorization: string | undefined, form: URLSearchParams): string | null {
  return /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? form.get('token');
}

export class OauthDesk {
  /** Token rotation is on: what is handed out ends after twelve hours. */
  isRotating = false;
  /** Who is signed in to Slack in the browser that comes. */
  person = 'U0INSTALLER';
  readonly #app: OauthApp;
  readonly #codes = new Map<string, Code>();
  readonly #tokens = new Map<string, Held>();
  #last = 0;

  constructor(app: OauthApp) {
    this.#app = app;
  }

  /** Every token that was handed out, good or not. */
  get tokens(): readonly string[] {
    return [...this.#tokens.keys()];
  }

  standingOf(token: string): Standing | undefined {
    return this.#tokens.get(token)?.standing;
  }

  /** Where the token belongs. */
  placeOf(token: string): InstallPlace | undefined {
    return this.#tokens.get(token)?.place;
  }

  /** The good token of a place; undefined where the app is not installed. */
  tokenOf(placeId: string): string | undefined {
    return [...this.#tokens].find(([, { place, standing }]) => place.id === placeId && standing === 'good')?.[0];
  }

  /** Somebody removes the app there: its tokens are good for nothing from then on. */
  uninstall(placeId: string): void {
    for (const held of this.#tokens.values()) if (held.place.id === placeId) held.standing = 'account_inactive';
  }

  /** Its own addresses; null where the request is for none of them. */
  handle({ method, url, headers, raw }: Request): Answer | null {
    const form = new URLSearchParams(raw);
    if (url.pathname === '/oauth/v2/authorize') return method === 'POST' ? this.#choose(form) : this.#page(url);
    if (url.pathname === '/api/oauth.v2.access') return { status: 200, body: this.#exchange(form) };
    if (url.pathname === '/api/auth.revoke')
      return { status: 200, body: this.#revoke(tokenIn(headers.authorization, form)) };
    return null;
  }

  /** `auth.test`, for whoever plays no workspace behind it. */
  test(token: string | null): JsonObject {
    const held = this.#tokens.get(token ?? '');
    if (held === undefined) return { ok: false, error: token === null ? 'not_authed' : 'invalid_auth' };
    const { place, standing } = held;
    if (standing !== 'good') return { ok: false, error: standing };
    const enterpriseId = place.isWhole === true ? place.id : place.enterprise?.id;
    return {
      ok: true,
      ...{ url: 'https://sandbox.slack.com/', team: place.name, user: 'countersign', user_id: place.botUserId },
      ...{ team_id: place.id, bot_id: `B${place.botUserId.slice(1)}`, is_enterprise_install: place.isWhole === true },
      ...(enterpriseId === undefined ? {} : { enterprise_id: enterpriseId }),
    };
  }

  #page(url: URL): Answer {
    const { clientId, redirectUrls, places } = this.#app;
    const asked = url.searchParams;
    const say = (title: string): Answer => ({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: `<h1>${title}</h1>`,
    });
    if (asked.get('client_id') !== clientId) return say('invalid_client_id');
    if (!redirectUrls.includes(asked.get('redirect_uri') ?? '')) return say('bad_redirect_uri');
    if (listOf(asked.get('scope')).length === 0) return say('invalid_scope');
    const hidden = [...asked].map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`);
    const buttons = places.map(({ id, name }) => `<button name="place" value="${id}">Allow in ${name}</button>`);
    const body = `<h1>Countersign requests permission</h1><p>${escaped(asked.get('scope') ?? '')}</p><form method="post" action="/oauth/v2/authorize">${hidden.join('')}${buttons.join('')}<button name="cancel" value="1">Cancel</button></form>`;
    return { status: 200, headers: { 'content-type': 'text/html' }, body };
  }

  #choose(form: URLSearchParams): Answer {
    const redirectUri = form.get('redirect_uri') ?? '';
    const back = new URL(redirectUri);
    const place = this.#app.places.find(({ id }) => id === form.get('place'));
    if (place === undefined) back.searchParams.set('error', 'access_denied');
    else {
      const code = `${this.#next()}.code`;
      this.#codes.set(code, {
        ...{ place, redirectUri, userId: this.person, isUsed: false },
        ...{ scopes: listOf(form.get('scope')), userScopes: listOf(form.get('user_scope')) },
        madeAtMs: this.#app.now().getTime(),
      });
      back.searchParams.set('code', code);
    }
    back.searchParams.set('state', form.get('state') ?? '');
    return { status: 302, headers: { location: back.href }, body: '' };
  }

  #exchange(form: URLSearchParams): JsonObject {
    const { clientId, clientSecret, appId, now } = this.#app;
    const refused = (error: string): JsonObject => ({ ok: false, error });
    if (form.get('client_id') !== clientId) return refused('invalid_client_id');
    if (form.get('client_secret') !== clientSecret) return refused('bad_client_secret');
    const code = this.#codes.get(form.get('code') ?? '');
    if (code === undefined) return refused('invalid_code');
    if (code.isUsed) return refused('code_already_used');
    if (now().getTime() - code.madeAtMs > codeMinutes * 60_000) return refused('invalid_code');
    if (form.get('redirect_uri') !== code.redirectUri) return refused('bad_redirect_uri');
    code.isUsed = true;
    const { place, userId, userScopes } = code;
    // Scopes add up: whoever installs again with fewer takes none away, and gets the token that is there.
    const before = this.tokenOf(place.id);
    const scopes = [...new Set([...(this.#tokens.get(before ?? '')?.scopes ?? []), ...code.scopes])];
    const token = before ?? `xoxb-${this.#next()}-${place.id}`;
    this.#tokens.set(token, { place, scopes, standing: 'good' });
    const userToken = userScopes.length === 0 ? null : `xoxp-${this.#next()}-${userId}`;
    if (userToken !== null) this.#tokens.set(userToken, { place, scopes: userScopes, standing: 'good' });
    const user = userToken === null ? {} : { access_token: userToken, scope: userScopes.join(','), token_type: 'user' };
    return {
      ok: true,
      app_id: appId,
      authed_user: { id: userId, ...user },
      ...{ scope: scopes.join(','), token_type: 'bot', access_token: token, bot_user_id: place.botUserId },
      ...(this.isRotating ? { refresh_token: `xoxe-1-${this.#next()}`, expires_in: 43_200 } : {}),
      team: place.isWhole === true ? null : { id: place.id, name: place.name },
      enterprise: place.isWhole === true ? { id: place.id, name: place.name } : (place.enterprise ?? null),
      is_enterprise_install: place.isWhole === true,
    };
  }

  #revoke(token: string | null): JsonObject {
    const held = this.#tokens.get(token ?? '');
    if (held === undefined) return { ok: false, error: token === null ? 'not_authed' : 'invalid_auth' };
    if (held.standing !== 'good') return { ok: false, error: held.standing };
    held.standing = 'token_revoked';
    return { ok: true, revoked: true };
  }

  #next(): string {
    this.#last += 1;
    return String(this.#last).padStart(12, '0');
  }
}
