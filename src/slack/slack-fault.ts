import { ErrorCode, WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { echoed } from '../domain/credential.ts';
import { Fault } from '../ports/fault.ts';
import { troubleOf } from './error-codes.ts';

/** Whether the error comes from a call of Slack's API, rather than from a mistake of ours. */
export function isSlackError(error: unknown): boolean {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('slack_webapi_');
}

/** Slack's failures as Faults. */
export function asSlackFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new Fault('slack', 'rate_limited', { isRetryable: true, retryAfterSeconds: error.retryAfter, cause: error });
  }
  if (error instanceof WebAPIPlatformError) {
    // What Slack does not document may be anything, and the code is logged and kept.
    const code = echoed(String(error.data.error), 80);
    const trouble = troubleOf(code);
    return new Fault('slack', code, {
      isRetryable: trouble === 'passing' || trouble === 'ourselves',
      trouble,
      cause: error,
    });
  }
  if (error instanceof WebAPIHTTPError) {
    return new Fault('slack', `status_${error.statusCode}`, { isRetryable: true, cause: error });
  }
  const code = (error as { readonly code?: unknown }).code;
  return new Fault('slack', code === ErrorCode.RequestError ? 'network' : 'unknown', {
    isRetryable: true,
    cause: error,
  });
}
