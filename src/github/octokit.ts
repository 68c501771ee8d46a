import { App } from '@octokit/app';
import { Octokit } from '@octokit/core';
import { throttling } from '@octokit/plugin-throttling';

const attemptTimeoutMs = 10_000;
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export type OctokitOptions = {
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly fetch?: typeof fetch;
  /** Told GitHub's own time, by the date of each of its answers. */
  readonly heardDate?: (worldNow: number) => void;
  /** Told which version of Enterprise Server answered; github.com says none. */
  readonly heardVersion?: (version: string) => void;
  /** Writes a second apart and few calls at once, as GitHub asks for. True unless told. */
  readonly isPaced?: boolean;
};

/**
 * fetch with a time-out for each attempt, and without following redirects: a token goes to GitHub's API and nowhere else (T19).
 */
function boundedFetch({
  fetch: fetchNow = fetch,
  heardDate = () => undefined,
  heardVersion = () => undefined,
}: OctokitOptions): typeof fetch {
  return async (input, init) => {
    const limit = AbortSignal.timeout(attemptTimeoutMs);
    const signal = init?.signal == null ? limit : AbortSignal.any([init.signal, limit]);
    const response = await fetchNow(input, { ...init, signal, redirect: 'error' });
    heardDate(Date.parse(response.headers.get('date') ?? ''));
    const version = response.headers.get('x-github-enterprise-version');
    if (version !== null) heardVersion(version);
    return response;
  };
}

/** Octokit takes no headers among its defaults. */
function versioned({ hook }: Octokit): void {
  hook.before('request', (options) => {
    options.headers['x-github-api-version'] = '2022-11-28';
    // Enterprise Server has GraphQL beside its REST API, not below: https://docs.github.com/en/enterprise-server@3.17/graphql/guides/forming-calls-with-graphql
    if (options.url === '/graphql') options.baseUrl = options.baseUrl.replace(/\/api\/v3$/, '/api');
  });
}

/**
 * Octokit twice: `app` signs in as the GitHub App, `anyone` sends what it is given. App's own
 * installation clients are not used: they send a call that was answered 401 up to three times more, reviews too.
 *
 * Nothing is ever sent twice by itself: a review whose answer was lost may have worked, so our callers read GitHub's lists and decide.
 * A rate limit fails the call at once with the seconds to wait, since the outbox and the jobs wait better.
 */
export function createOctokit(options: OctokitOptions): { readonly app: App; readonly anyone: Octokit } {
  const GithubOctokit = Octokit.plugin(throttling, versioned).defaults({
    baseUrl: options.apiUrl,
    userAgent: 'countersign',
    // Octokit's own log lines name URLs and headers.
    log: silent,
    request: { fetch: boundedFetch(options), log: silent },
    throttle: {
      enabled: options.isPaced ?? true,
      // The groups are the process's: without a name of its own every GitHub would wait for every other.
      id: `countersign ${options.appId} ${options.apiUrl}`,
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
  });
  const { appId, privateKey } = options;
  return { app: new App({ appId, privateKey, Octokit: GithubOctokit, log: silent }), anyone: new GithubOctokit() };
}
