// Which classic tokens of a person's stand on their Home: those that GitHub shows, and those that they said to have made and GitHub never showed, until
// the end that was declared.
import { declaredEnd } from '../classic/classic-record.ts';
import type { ClassicToken } from '../classic/classic-token.ts';
import type { Instant, RequestNumber } from '../ids.ts';
import type { TokenRequest } from '../requests/token-request.ts';

export type OwnClassic =
  | { readonly token: ClassicToken; readonly request: null }
  | { readonly token: null; readonly request: TokenRequest };

/** `requests`: of theirs; `shown`: those whose token GitHub has shown, be it that it no longer does. */
export function ownClassic(
  requests: readonly TokenRequest[],
  tokens: readonly ClassicToken[],
  shown: ReadonlySet<RequestNumber>,
  now: Instant,
): readonly OwnClassic[] {
  const isDeclared = (request: TokenRequest): boolean =>
    isMadeClassic(request) && !shown.has(request.number) && (declaredEnd(request) ?? Infinity) > now;
  return [
    ...tokens.map((token) => ({ token, request: null })),
    ...requests.filter(isDeclared).map((request) => ({ token: null, request })),
  ];
}

/** Whether there may be a classic token of it. */
export function isMadeClassic({ status, classic }: TokenRequest): boolean {
  return status === 'fulfilled' && classic !== null;
}
