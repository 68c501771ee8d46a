import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';

const hourMs = 3_600_000;
/** The App itself has an account of its own: its calls find installations and make their tokens. */
const byApp = /\/(?:installation|access_tokens)$/;

type Handle = (request: Request) => Answer | Promise<Answer>;

/**
 * GitHub's primary limit, over all installations together: an hour begins with its first call, each answer says what is left of it, and what
 * is beyond is refused. `limit` answers null where there is none.
 */
export function withHourlyLimit(handle: Handle, limit: () => number | null, now: () => Date): Handle {
  let endsAtMs = 0;
  let used = 0;
  return async (request) => {
    const most = limit();
    if (most === null || byApp.test(request.url.pathname)) return handle(request);
    const nowMs = now().getTime();
    if (nowMs >= endsAtMs) {
      endsAtMs = nowMs + hourMs;
      used = 0;
    }
    used += 1;
    const headers = {
      'x-ratelimit-limit': String(most),
      'x-ratelimit-remaining': String(Math.max(most - used, 0)),
      'x-ratelimit-reset': String(Math.ceil(endsAtMs / 1_000)),
    };
    if (used > most) return { status: 403, headers, body: { message: 'API rate limit exceeded for installation.' } };
    const answer = await handle(request);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  };
}
