import { RequestError } from '@octokit/request-error';
import { Fault } from '../ports/fault.ts';

function secondsToWait(error: RequestError, nowMs: number): number | null {
  const headers = error.response?.headers ?? {};
  const after = Number(headers['retry-after']);
  if (Number.isFinite(after) && headers['retry-after'] !== undefined) return Math.max(after, 1);
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']);
    if (Number.isFinite(reset)) return Math.max(Math.ceil(reset - nowMs / 1_000) + 1, 1);
  }
  return null;
}

/** GitHub's failures as Faults. Only rate limits, 5xx and what never arrived are worth another try. */
export function asGithubFault(error: unknown, nowMs: number): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof RequestError) {
    const { status } = error;
    const retryAfterSeconds = secondsToWait(error, nowMs);
    const isLimit = status === 429 || (status === 403 && retryAfterSeconds !== null);
    if (isLimit) {
      return new Fault('github', 'rate_limited', {
        isRetryable: true,
        retryAfterSeconds: retryAfterSeconds ?? 60,
        cause: error,
      });
    }
    // An attempt that was cut, timed out or refused has no answer: octokit calls that 500.
    const hasAnswer = error.response !== undefined;
    if (!hasAnswer) return new Fault('github', 'network', { isRetryable: true, cause: error });
    return new Fault('github', `status_${status}`, {
      isRetryable: status >= 500 || status === 408,
      retryAfterSeconds,
      cause: error,
    });
  }
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) {
    return new Fault('github', 'timeout', { isRetryable: true, cause: error });
  }
  return new Fault('github', 'network', { isRetryable: true, cause: error });
}
