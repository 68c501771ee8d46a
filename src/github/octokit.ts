import { App } from '@octokit/app';
import { Octokit } from '@octokit/core';
import { throttling } from '@octokit/plugin-throttling';

const attemptTimeoutMs = 10_000;
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * fetch with a time-out for each attempt, and without following redirects: a token goes to GitHub's API and nowhere else (T19).
 */
function boundedFetch(fetchNow: typeof fetch): typeof fetch {
  return (input, init) => {
    const limit = AbortSignal.timeout(attemptTimeoutMs);
    const signal = init?.signal == null ? limit : AbortSignal.any([init.signal, limit]);
    return fetchNow(input, { ...init, signal, redirect: 'error' });
  };
}

/**
 * The GitHub App. Nothing is ever sent twice by itself: a review whose answer was lost may have worked, so our callers read GitHub's
 * lists and decide. A rate limit fails the call at once with the seconds to wait, since the outbox and the jobs wait better.
 */
export function createApp(options: {
  readonly apiUrl: string;
  readonly appId: number;
  readonly privateKey: string;
  readonly fetch?: typeof fetch;
}): App {
  const GithubOctokit = Octokit.plugin(throttling).defaults({
    baseUrl: options.apiUrl,
    userAgent: 'countersign',
    headers: { 'x-github-api-version': '2022-11-28' },
    // Octokit's own log lines name URLs and headers.
    log: silent,
    request: { fetch: boundedFetch(options.fetch ?? fetch) },
    throttle: {
      id: `countersign-${options.appId}`,
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
  });
  return new App({ appId: options.appId, privateKey: options.privateKey, Octokit: GithubOctokit, log: silent });
}
