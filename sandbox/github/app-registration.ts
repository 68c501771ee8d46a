import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import { type Manifest, readManifest } from './app-manifest.ts';
import { simpleOrganization } from './present.ts';
import type { GithubState } from './state.ts';
import type { Webhooks } from './webhooks.ts';

const codeMs = 3_600_000;

/** The App that the local GitHub knows: the one it was made with, or the one that was created from a manifest since. */
export type KnownKey = { readonly appId: number; readonly publicKeyPem: string };

type Draft = { readonly organization: string; readonly manifest: Manifest; readonly state: string };
type Code = { readonly body: Record<string, unknown>; readonly madeAtMs: number };

const html = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});
const notFound: Answer = { status: 404, body: { message: 'Not Found', status: '404' } };

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Its calls of the REST API, by their shape. */
export const registrationCalls: readonly string[] = ['POST /app-manifests/:/conversions'];

/**
 * GitHub's pages that create an App from a manifest and install it, and the call that hands out its secrets: once for each code, within an
 * hour. Whoever opens them here is an owner of the organization.
 */
export class AppRegistration {
  readonly #state: GithubState;
  readonly #webhooks: Webhooks;
  readonly #origin: () => string;
  readonly #drafts = new Map<string, Draft>();
  readonly #codes = new Map<string, Code>();
  #known: KnownKey;

  constructor(first: KnownKey, state: GithubState, webhooks: Webhooks, origin: () => string) {
    this.#known = first;
    this.#state = state;
    this.#webhooks = webhooks;
    this.#origin = origin;
  }

  get known(): KnownKey {
    return this.#known;
  }

  /** Null where the request is for something else. */
  answer(request: Request): Answer | null {
    const { method, url, raw } = request;
    const [, first = '', second = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
    const call = `${method} ${first}/:/${rest.join('/')}`;
    if (call === 'POST app-manifests/:/conversions') return this.#convert(second);
    if (call === 'POST organizations/:/settings/apps/new') return this.#review(second, request);
    if (call === 'POST organizations/:/settings/apps') return this.#create(second, new URLSearchParams(raw));
    if (call === 'GET apps/:/installations/new') return this.#installationPage(second);
    if (call === 'POST apps/:/installations') return this.#install(second, new URLSearchParams(raw));
    return null;
  }

  /** The page with the button, for a manifest that was posted there. */
  #review(login: string, { url, raw }: Request): Answer {
    if (this.#state.organization(login) === undefined) return notFound;
    const read = readManifest(new URLSearchParams(raw).get('manifest') ?? '');
    if ('problem' in read) return html(200, `<p>${escaped(read.problem)}</p>`);
    const draft = randomBytes(12).toString('hex');
    this.#drafts.set(draft, {
      organization: login,
      manifest: read.manifest,
      state: url.searchParams.get('state') ?? '',
    });
    return html(
      200,
      `<form method="post" action="/organizations/${escaped(login)}/settings/apps"><input type="hidden" name="draft" value="${draft}"><input name="name" value="${escaped(read.manifest.name)}"><button>Create GitHub App for ${escaped(login)}</button></form>`,
    );
  }

  /** Sends the browser back with the code, and the state as it came. */
  #create(login: string, form: URLSearchParams): Answer {
    const draft = this.#drafts.get(form.get('draft') ?? '');
    const owner = this.#state.organization(login);
    if (draft === undefined || draft.organization !== login || owner === undefined) return notFound;
    const name = form.get('name') || draft.manifest.name;
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    if (this.#state.identity.slug === slug) return html(422, '<p>Name is already taken</p>');
    this.#drafts.delete(form.get('draft') ?? '');
    const code = randomBytes(20).toString('hex');
    this.#codes.set(code, {
      body: this.#register(draft.manifest, { name, slug }, login),
      madeAtMs: this.#state.now().getTime(),
    });
    const back = new URL(draft.manifest.redirect_url);
    back.searchParams.set('code', code);
    if (draft.state !== '') back.searchParams.set('state', draft.state);
    return html(302, '', { location: back.href });
  }

  #register(
    manifest: Manifest,
    { name, slug }: { name: string; slug: string },
    login: string,
  ): Record<string, unknown> {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    });
    const { identity, app } = this.#state;
    const owner = this.#state.organization(login);
    const hook = manifest.hook_attributes;
    const webhookSecret = hook === undefined ? null : randomBytes(20).toString('hex');
    this.#known = { appId: this.#state.nextId(), publicKeyPem: publicKey };
    Object.assign(identity, {
      ...{ name, slug, htmlUrl: `${this.#origin()}/apps/${slug}`, clientId: `Iv23${randomBytes(8).toString('hex')}` },
      owner: owner?.account ?? null,
    });
    app.permissions = { metadata: 'read', ...manifest.default_permissions };
    app.events = [...manifest.default_events];
    this.#webhooks.configure(hook === undefined || hook.active === false ? null : hook.url, webhookSecret ?? '');
    return {
      ...{ id: this.#known.appId, slug, node_id: `A_${this.#known.appId}`, name, description: null },
      client_id: identity.clientId,
      client_secret: randomBytes(20).toString('hex'),
      webhook_secret: webhookSecret,
      pem: privateKey,
      owner: owner === undefined ? null : simpleOrganization(owner.account),
      external_url: manifest.url,
      html_url: identity.htmlUrl,
      permissions: { ...app.permissions },
      events: [...app.events],
      ...{ created_at: this.#state.now().toISOString(), updated_at: this.#state.now().toISOString() },
    };
  }

  #convert(code: string): Answer {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    const isFresh = found !== undefined && this.#state.now().getTime() - found.madeAtMs <= codeMs;
    return isFresh ? { status: 201, body: found.body } : notFound;
  }

  #installationPage(slug: string): Answer {
    if (slug !== this.#state.identity.slug) return notFound;
    const { owner } = this.#state.identity;
    return html(
      200,
      `<form method="post" action="/apps/${escaped(slug)}/installations"><input name="organization" value="${escaped(owner?.login ?? '')}"><button>Install</button></form>`,
    );
  }

  #install(slug: string, form: URLSearchParams): Answer {
    const found = this.#state.organization(form.get('organization') ?? '');
    if (slug !== this.#state.identity.slug || found === undefined) return notFound;
    found.isInstalled = true;
    return html(302, '', {
      location: `/organizations/${found.account.login}/settings/installations/${found.installationId}`,
    });
  }
}
