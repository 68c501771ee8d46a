import { abilitiesOf } from '../domain/github-host.ts';
import { Fault } from '../ports/fault.ts';
import type { LeakedCredentials, RevocationAnswer } from '../ports/leaked-credentials.ts';
import { callWithSecrets } from './call-with-secrets.ts';

/** Somebody in Slack waits for it, who has three seconds. */
const timeoutMs = 1_800;

export type RevokeLeakedOptions = {
  readonly githubApiUrl: string;
  readonly githubWebUrl: string;
  readonly now: () => number;
  /** How many times longer than usual an answer is waited for; 1 unless told. */
  readonly patience?: number;
  readonly fetch?: typeof fetch;
};

function limitedUntil(headers: Headers, nowMs: number): number | null {
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(after)) return nowMs + Math.max(after, 1) * 1_000;
  if (headers.get('x-ratelimit-remaining') !== '0') return null;
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(reset) ? Math.max(reset * 1_000, nowMs) : null;
}

function answerOf({ status, headers }: Response, nowMs: number): RevocationAnswer {
  if (status === 202) return { as: 'accepted' };
  const until = limitedUntil(headers, nowMs);
  if (status === 429 || (status === 403 && until !== null)) return { as: 'limited', until };
  if (status === 404 || status === 410) return { as: 'not_here' };
  return status >= 500 ? { as: 'unknown' } : { as: 'refused' };
}

/**
 * Ends credentials that leaked, for whoever has them. GitHub takes this only without an `authorization`: it is nobody's right, and so no policy's
 * either. What it answers is not read, since it may repeat a credential.
 * https://docs.github.com/en/rest/credentials/revoke
 */
export function createLeakedCredentials({
  githubApiUrl,
  githubWebUrl,
  now,
  patience = 1,
  fetch: fetchNow,
}: RevokeLeakedOptions): LeakedCredentials {
  const send = callWithSecrets(fetchNow);
  return {
    isPossible: abilitiesOf(githubWebUrl).revokesCredentials,
    revoke: async (secrets) => {
      try {
        const response = await send(
          `${githubApiUrl}/credentials/revoke`,
          {
            method: 'POST',
            headers: {
              accept: 'application/vnd.github+json',
              'content-type': 'application/json',
              'user-agent': 'countersign',
              'x-github-api-version': '2022-11-28',
            },
            body: JSON.stringify({ credentials: secrets }),
          },
          timeoutMs * patience,
        );
        await response.body?.cancel();
        return answerOf(response, now());
      } catch (error) {
        if (error instanceof Fault) return { as: 'unknown' };
        throw error;
      }
    },
  };
}
