import { Fault } from '../ports/fault.ts';

export type CallWithSecrets = (url: string, init: RequestInit, limitMs: number) => Promise<Response>;

/** Calls GitHub beside its API's client: with the App's secret, or for a person's token. Throws a Fault where there is no answer in time. */
export function callWithSecrets(fetchNow: typeof fetch = fetch): CallWithSecrets {
  return async (url, init, limitMs) => {
    try {
      // A redirect would take a secret to another address (T19).
      return await fetchNow(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(limitMs) });
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      throw new Fault('github', isLate ? 'timeout' : 'network', { isRetryable: true, cause: error });
    }
  };
}
