// What a reminder of a classic token's end says: of one that GitHub shows by GitHub's word, of any other by what its request declares.
import type { Instant, SlackUserId } from '../ids.ts';
import type { Message } from '../message.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { classicEndMatters } from '../still-matters.ts';
import { declaredEnd } from './classic-record.ts';
import { type ClassicToken, classicTokenName } from './classic-token.ts';

type Told = Pick<Extract<Message, { kind: 'classic_ends' }>, 'threshold' | 'endsAt'>;

export type ClassicEnd = {
  readonly name: string;
  /** Where its reader may renew by it. */
  readonly request: TokenRequest | null;
  /** Whose it is, for whom that is news. */
  readonly holder: string | null;
  readonly isDeclared: boolean;
};

/** `reader`: null where it is the channel. `now`: null where it stands there already, and is drawn again. Null where it is no longer true. */
export function endOfToken(
  told: Told,
  token: ClassicToken,
  request: TokenRequest | null,
  reader: SlackUserId | null,
  now: Instant | null,
): ClassicEnd | null {
  const known = { endsAt: token.expiresAt, isRevoked: token.status === 'revoked' };
  if (now !== null && !classicEndMatters(told, known, now)) return null;
  const isTheirs = request?.requester.slackId === reader;
  const holder = reader === null ? token.holder.login : null;
  return { name: classicTokenName(token), request: isTheirs ? request : null, holder, isDeclared: false };
}

/** Of one that GitHub does not show. */
export function endOfRequest(told: Told, request: TokenRequest, now: Instant | null): ClassicEnd | null {
  const known = { endsAt: declaredEnd(request), isRevoked: false };
  if (now !== null && !classicEndMatters(told, known, now)) return null;
  const { tokenName: name, requester, holder } = request;
  const isForThemselves = requester.githubId === holder.githubId;
  return { name, request, holder: isForThemselves ? null : holder.login, isDeclared: true };
}
