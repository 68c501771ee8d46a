import { type Answer, LoopbackServer, type Request } from '@countersign/sandbox-loopback/loopback-server';
import { AppRegistration } from './app-registration.ts';
import { withHourlyLimit } from './hourly-limit.ts';
import { revokeLeaked } from './leaked-credentials.ts';
import { GithubPeople, type NewOrganization } from './people.ts';
import { apiBaseOf, apiPathOf, asHost, type PlayedHost, serverVersion } from './played-host.ts';
import { createRoutes } from './routes.ts';
import { LocalSignIn } from './sign-in.ts';
import { GithubState, type LocalOrganization, type LocalToken } from './state.ts';
import { activeOf, type Finish, pendingOf } from './token-endpoints.ts';
import { Webhooks } from './webhooks.ts';
import { withUserTokens } from './with-user-tokens.ts';

export type Exchange = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseBody: unknown;
};

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

/** GitHub on loopback: one App, its installations, people and their tokens; every call listed, any of them made to fail. */
export class LocalGithub {
  readonly state: GithubState;
  readonly server: LoopbackServer;
  readonly webhooks: Webhooks;
  /** What people and owners do on github.com. */
  readonly people: GithubPeople;
  /** Signing in with the App. */
  readonly signIn: LocalSignIn;
  readonly host: PlayedHost;
  /** Where it plays Enterprise Server; it is upgraded while we run. */
  version: string = serverVersion;
  /** How many calls an installation has in an hour; null where they are not counted. */
  hourlyLimit: number | null = null;
  readonly #listeners: ((exchange: Exchange) => void)[] = [];

  constructor(options: {
    readonly appId: number;
    readonly publicKeyPem: string;
    readonly webhookSecret: string;
    readonly now: () => Date;
    /** Which GitHub it plays: github.com unless told. */
    readonly host?: PlayedHost;
    /** Nobody can sign in unless told. */
    readonly signIn?: { readonly clientId: string; readonly clientSecret: string };
  }) {
    this.state = new GithubState(options.now);
    this.webhooks = new Webhooks(options.webhookSecret, options.now);
    this.people = new GithubPeople(this.state, this.webhooks);
    const finish: Finish = (...review) => this.people.announceReview(...review);
    this.signIn = new LocalSignIn(this.state, {
      ...(options.signIn ?? { clientId: '', clientSecret: '' }),
      callbackUrls: [],
    });
    const { appId, publicKeyPem, host = 'github.com' } = options;
    this.host = host;
    const registration = new AppRegistration({ appId, publicKeyPem }, this.state, this.webhooks, () => this.apiUrl);
    const routes = createRoutes({
      state: this.state,
      // Another one's from the moment on at which an App is created from a manifest.
      get appId() {
        return registration.known.appId;
      },
      get publicKeyPem() {
        return registration.known.publicKeyPem;
      },
      finish,
      hook: () => ({ url: this.webhooks.url, deliveries: this.webhooks.deliveries }),
    });
    const page = (request: Request): Answer | Promise<Answer> | null =>
      this.signIn.answer(request) ?? registration.answer(request);
    const leaked = revokeLeaked(this.state, this.people);
    const handle = asHost(
      host,
      () => this.version,
      page,
      withUserTokens((request) => leaked(request) ?? page(request) ?? routes(request), this.state, finish),
    );
    this.server = new LoopbackServer({
      name: ({ method, url }) => `${method} ${url.pathname}`,
      record: ({ url, raw }) => ({ query: url.search, body: parsed(raw) }),
      handle: withHourlyLimit(handle, () => this.hourlyLimit, options.now),
      now: options.now,
      observe: (request: Request, answer) => {
        const { method, url, raw } = request;
        for (const listener of this.#listeners) {
          listener({
            method,
            path: apiPathOf(host, url.pathname),
            query: url.searchParams,
            requestBody: parsed(raw),
            status: answer.status,
            responseBody: answer.body,
          });
        }
      },
    });
  }

  get apiUrl(): string {
    return `${this.server.origin}${apiBaseOf(this.host)}`;
  }

  start(port?: number): Promise<void> {
    return this.server.start(port);
  }

  async stop(): Promise<void> {
    await this.webhooks.idle();
    await this.server.stop();
  }

  /** Told of every exchange that was not made to fail. */
  observe(listener: (exchange: Exchange) => void): void {
    this.#listeners.push(listener);
  }

  addOrganization(organization: NewOrganization): LocalOrganization {
    return this.people.addOrganization(organization);
  }

  pendingTokens(login: string): readonly LocalToken[] {
    return pendingOf(this.state, this.#organization(login));
  }

  activeTokens(login: string): readonly LocalToken[] {
    return activeOf(this.state, this.#organization(login));
  }

  #organization(login: string): LocalOrganization {
    const found = this.state.organization(login);
    if (found === undefined) throw new Error(`there is no organization ${login}`);
    return found;
  }
}
