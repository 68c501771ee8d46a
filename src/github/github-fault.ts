import { RequestError } from '@octokit/request-error';
import { rootCause, said, systemCode } from '../domain/said.ts';
import { Fault } from '../ports/fault.ts';

/** What GitHub asks for where it names no time itself. */
const limitSeconds = 60;

function secondsToWait(error: RequestError, nowMs: number): number | null {
  const headers = error.response?.headers ?? {};
  const after = headers['retry-after'] === undefined ? Number.NaN : Number(headers['retry-after']);
  if (Number.isFinite(after)) return Math.max(Math.ceil(after), 1);
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']);
    if (Number.isFinite(reset)) return Math.max(Math.ceil(reset - nowMs / 1_000) + 1, 1);
  }
  // A secondary limit may come without any of these: only its sentence says it.
  return /\bsecondary rate limit\b/i.test(error.message) ? limitSeconds : null;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** GitHub's own sentence. Octokit's message has the address of a page after it. */
function sentenceOf({ response }: RequestError): string | null {
  const data: unknown = response?.data;
  if (typeof data === 'object' && data !== null && 'message' in data) return said(data.message);
  return said(data);
}

/** GitHub says this with a plain 403, which otherwise means that the App lacks a permission. */
const addressRefused = /\bIP allow list\b/i;

/** GitHub's failures as Faults. Only rate limits, 5xx and what never arrived are worth another try. */
export function asGithubFault(error: unknown, nowMs: number): Fault {
  if (error instanceof Fault) return error;
  // An attempt that was cut, timed out or refused has no answer: octokit calls that 500.
  if (!(error instanceof RequestError) || error.response === undefined) {
    const isLate = isTimeout(error) || (error instanceof Error && isTimeout(error.cause));
    const root = rootCause(error);
    return new Fault('github', isLate ? 'timeout' : 'network', {
      isRetryable: true,
      said: root instanceof Error ? said(root.message) : null,
      system: systemCode(error),
      cause: error,
    });
  }
  const { status } = error;
  const retryAfterSeconds = secondsToWait(error, nowMs);
  const sentence = sentenceOf(error);
  if (status === 429 || (status === 403 && retryAfterSeconds !== null)) {
    return new Fault('github', 'rate_limited', {
      isRetryable: true,
      retryAfterSeconds: retryAfterSeconds ?? limitSeconds,
      said: sentence,
      cause: error,
    });
  }
  if (status === 403 && addressRefused.test(sentence ?? '')) {
    return new Fault('github', 'address_refused', { isRetryable: true, said: sentence, cause: error });
  }
  return new Fault('github', `status_${status}`, {
    isRetryable: status >= 500 || status === 408,
    retryAfterSeconds,
    said: sentence,
    cause: error,
  });
}

/** The status of GitHub's own answer, or 0 where there was none. */
export function statusOf(fault: Fault): number {
  return fault.cause instanceof RequestError && fault.cause.response !== undefined ? fault.cause.status : 0;
}

/** GitHub says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Fault && error.code === 'status_404';
}
