import type { Request } from '@countersign/sandbox-loopback/loopback-server';
import { describe, expect, it } from 'vitest';
import { OauthDesk } from '../oauth-desk.ts';

const redirect = 'https://bot.example.com/slack/oauth_redirect';
const right = { client_id: '1.2', client_secret: 'secret', redirect_uri: redirect };
type Form = Readonly<Record<string, string>>;

function request(path: string, method: 'GET' | 'POST', form: Form): Request {
  const url = new URL(path, 'http://127.0.0.1');
  if (method === 'GET') url.search = new URLSearchParams(form).toString();
  return { method, url, headers: {}, raw: method === 'POST' ? new URLSearchParams(form).toString() : '' };
}

function open() {
  const time = { nowMs: 0 };
  const desk = new OauthDesk({
    ...{ clientId: '1.2', clientSecret: 'secret', appId: 'A1', redirectUrls: [redirect] },
    places: [{ id: 'T0ACME', name: 'Acme', botUserId: 'U0BOT' }],
    now: () => new Date(time.nowMs),
  });
  const choose = (form: Form): URL => {
    const asked = { client_id: '1.2', redirect_uri: redirect, scope: 'commands', state: 'its-state', ...form };
    const answer = desk.handle(request('/oauth/v2/authorize', 'POST', asked));
    return new URL(answer?.headers?.location ?? '');
  };
  const code = (form: Form = {}): string => choose({ place: 'T0ACME', ...form }).searchParams.get('code') ?? '';
  const exchange = (form: Form) =>
    desk.handle(request('/api/oauth.v2.access', 'POST', { ...right, ...form }))?.body as Record<string, unknown>;
  return { time, desk, choose, code, exchange };
}

describe('the desk at which tokens are handed out', () => {
  it('leads back with a code and the state, or with the no', () => {
    const { choose } = open();
    expect(choose({ place: 'T0ACME' }).search).toMatch(/^\?code=\S+&state=its-state$/);
    expect(choose({ cancel: '1' }).search).toBe('?error=access_denied&state=its-state');
  });

  it.each([
    ['another app', { client_id: '9.9' }, 'invalid_client_id'],
    ['an address that is not the app’s', { redirect_uri: 'https://evil.example.com/' }, 'bad_redirect_uri'],
    ['no scope', { scope: '' }, 'invalid_scope'],
  ])('shows %s no button', (_, wrong, said) => {
    const { desk } = open();
    const asked = { client_id: '1.2', redirect_uri: redirect, scope: 'commands', ...wrong };
    const page = desk.handle(request('/oauth/v2/authorize', 'GET', asked))?.body;
    expect(page).toContain(said);
    expect(page).not.toContain('<button');
  });

  it.each([
    ['another app’s id', { client_id: '9.9' }, 'invalid_client_id'],
    ['a wrong secret', { client_secret: 'other' }, 'bad_client_secret'],
    ['a code that was never given', { code: 'made-up' }, 'invalid_code'],
    ['another address than before', { redirect_uri: 'https://bot.example.com/' }, 'bad_redirect_uri'],
  ])('refuses %s', (_, wrong, error) => {
    const { code, exchange } = open();
    expect(exchange({ code: code(), ...wrong })).toEqual({ ok: false, error });
  });

  it('takes a code once, within ten minutes', () => {
    const { time, code, exchange } = open();
    const [first, second] = [code(), code()];
    expect(exchange({ code: first })).toMatchObject({ ok: true, token_type: 'bot', team: { id: 'T0ACME' } });
    expect(exchange({ code: first })).toEqual({ ok: false, error: 'code_already_used' });
    time.nowMs = 10 * 60_000 + 1;
    expect(exchange({ code: second })).toEqual({ ok: false, error: 'invalid_code' });
  });

  it('gives whoever installs again the same token with all scopes so far, and another one once it was revoked', () => {
    const { desk, code, exchange } = open();
    const one = exchange({ code: code({ scope: 'commands,chat:write' }) });
    const again = exchange({ code: code({ scope: 'commands' }) });
    expect([again.access_token, again.scope]).toEqual([one.access_token, 'commands,chat:write']);
    const revoke = () => desk.handle(request('/api/auth.revoke', 'POST', { token: String(one.access_token) }))?.body;
    expect([revoke(), revoke()]).toEqual([
      { ok: true, revoked: true },
      { ok: false, error: 'token_revoked' },
    ]);
    expect(exchange({ code: code() }).access_token).not.toBe(one.access_token);
    desk.uninstall('T0ACME');
    expect(desk.test(desk.tokens.at(-1) ?? '')).toEqual({ ok: false, error: 'account_inactive' });
  });
});
