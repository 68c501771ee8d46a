import { ErrorCode, WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { rootCause, said, systemCode } from '../domain/said.ts';
import { Fault } from '../ports/fault.ts';

/** Trying again can't help: each has its fallback in the outbox. Whatever is not here is tried again. */
const permanent = new Set([
  'account_inactive',
  'cannot_dm_bot',
  'cant_update_message',
  'channel_not_found',
  'edit_window_closed',
  'invalid_blocks',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'messages_tab_disabled',
  'msg_too_long',
  'no_permission',
  'no_text',
  'not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
  'too_many_attachments',
  'user_disabled',
  'user_is_bot',
  'user_not_found',
  'user_not_visible',
]);

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
    const code = String(error.data.error);
    // A page where Slack's answer should be: web-api takes the whole of it for an error code.
    if (!/^[a-z0-9_.:-]{1,80}$/i.test(code)) {
      return new Fault('slack', 'bad_answer', { isRetryable: true, said: said(code), cause: error });
    }
    return new Fault('slack', code, { isRetryable: !permanent.has(code), cause: error });
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
