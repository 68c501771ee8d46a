import { ErrorCode, WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { echoed } from '../domain/credential.ts';
import { rootCause, said, systemCode } from '../domain/said.ts';
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
    const given = String(error.data.error);
    // A page where Slack's answer should be: web-api takes the whole of it for an error code.
    if (!/^[a-z0-9_.:-]{1,80}$/i.test(given)) {
      return new Fault('slack', 'bad_answer', { isRetryable: true, said: said(given), cause: error });
    }
    // What Slack does not document may be anything, and the code is logged and kept.
    const code = echoed(given, 80);
    const trouble = troubleOf(code);
    return new Fault('slack', code, {
      isRetryable: trouble === 'passing' || trouble === 'ourselves',
      trouble,
      cause: error,
    });
  }
  if (error instanceof WebAPIHTTPError) {
    const { statusCode, statusMessage, body } = error;
    const sentence = said(body) ?? said(statusMessage);
    return new Fault('slack', `status_${statusCode}`, { isRetryable: true, said: sentence, cause: error });
  }
  const code = (error as { readonly code?: unknown }).code;
  const root = rootCause(error);
  const isLate = root instanceof Error && root.name === 'TimeoutError';
  return new Fault('slack', isLate ? 'timeout' : code === ErrorCode.RequestError ? 'network' : 'unknown', {
    isRetryable: true,
    said: root instanceof Error ? said(root.message) : null,
    system: systemCode(error),
    cause: error,
  });
}
