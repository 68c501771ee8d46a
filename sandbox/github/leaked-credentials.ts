import type { Answer, Request } from '@countersign/sandbox-loopback/loopback-server';
import type { GithubPeople } from './people.ts';
import type { GithubState } from './state.ts';

const page = 'https://docs.github.com/rest/credentials/revoke';
const hourMs = 3_600_000;
/** So many calls in an hour are taken from one address. */
const mostInAnHour = 60;

export const leakedCredentialCalls: readonly string[] = ['POST /credentials/revoke'];

/** `POST /credentials/revoke`: for anybody who has a credential, and only without another one. It never says whether it knew any. */
export function revokeLeaked(
  state: GithubState,
  people: Pick<GithubPeople, 'deleteToken'>,
): (request: Request) => Answer | null {
  let hour = { endsAtMs: 0, used: 0 };
  return ({ method, url, headers, raw }) => {
    if (method !== 'POST' || url.pathname !== '/credentials/revoke') return null;
    const nowMs = state.now().getTime();
    if (nowMs >= hour.endsAtMs) hour = { endsAtMs: nowMs + hourMs, used: 0 };
    hour.used += 1;
    const counted = {
      'x-ratelimit-limit': String(mostInAnHour),
      'x-ratelimit-remaining': String(Math.max(mostInAnHour - hour.used, 0)),
      'x-ratelimit-reset': String(Math.ceil(hour.endsAtMs / 1_000)),
    };
    const refused = (status: number, message: string): Answer => ({
      status,
      headers: counted,
      body: { message, documentation_url: page, status: String(status) },
    });
    if (hour.used > mostInAnHour) return refused(403, 'API rate limit exceeded for 127.0.0.1.');
    if (headers.authorization !== undefined) return refused(403, 'This endpoint takes no authenticated requests.');
    const credentials = readCredentials(raw);
    if (credentials === null) {
      return { status: 422, headers: counted, body: { message: 'Validation Failed', documentation_url: page } };
    }
    for (const token of state.tokens.filter(({ secret }) => credentials.includes(secret)))
      people.deleteToken(token.tokenId);
    return { status: 202, headers: counted, body: {} };
  };
}

function readCredentials(raw: string): readonly string[] | null {
  try {
    const { credentials } = JSON.parse(raw) as { readonly credentials?: unknown };
    const isList = Array.isArray(credentials) && credentials.length >= 1 && credentials.length <= 1_000;
    return isList && credentials.every((one) => typeof one === 'string') ? credentials : null;
  } catch {
    return null;
  }
}
