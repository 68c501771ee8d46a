// What has become of a question to a token's holder: it can be answered still, or this is so now. Only the newest one of its kind can be.
import { daysBetween } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import type { Asked } from '../message.ts';
import { agreedEnd, isOnlyProlonged } from '../requests/renewal.ts';
import type { ActiveToken } from '../tokens/token.ts';
import type { Outdated } from './reminder-now.ts';

export type AskedNow =
  /** `renewing`: they asked for it, and that is open. */
  | { readonly is: 'open' | 'renewing' }
  /** It was prolonged, and is within what was agreed. */
  | { readonly is: 'within'; readonly expiresAt: Instant | null }
  /** The token that had taken its place is no longer there. */
  | { readonly is: 'needed' }
  /** Its reader no longer stands for the token: somebody else does, or nobody. */
  | { readonly is: 'passed_on'; readonly to: 'another' | 'nobody' }
  | Exclude<Outdated, { readonly is: 'declined' | 'replaced' }>;

/** What of the token a question says. */
export function askedOf(message: Asked['message'], token: ActiveToken): Asked {
  const { expiresAt } = token.scope;
  const days = expiresAt === null ? null : daysBetween(agreedEnd(token) ?? expiresAt, expiresAt, 'UTC');
  return { message, expiresAt, days, since: token.drift?.since ?? null };
}

type Known = {
  /** For the token. */
  readonly standsNow: 'reader' | 'another' | 'nobody';
  readonly isNewest: boolean;
  readonly isRenewing: boolean;
  readonly hasSuccessor: boolean;
};

/** `token`: the grant by which it lives, or lived last. */
export function askedNow({ message, ...said }: Asked, token: ActiveToken, known: Known): AskedNow {
  const { status, changedAt, scope } = token;
  if (status === 'revoking') return { is: status };
  if (status === 'revoked' || status === 'gone') return { is: status, at: changedAt };
  if (status === 'expired') return { is: status, at: scope.expiresAt ?? changedAt };
  if (known.standsNow !== 'reader') return { is: 'passed_on', to: known.standsNow };
  const news = message.kind === 'active_token_news' ? message.news : null;
  if (news === 'prolonged') {
    if (status === 'active') return { is: 'within', expiresAt: scope.expiresAt };
    if (scope.expiresAt !== said.expiresAt) return { is: 'moved', expiresAt: scope.expiresAt };
    // Told of anew in words of its own: it is wider besides, or was within what was agreed in between.
    if (!isOnlyProlonged(token) || token.drift?.since !== said.since) return { is: 'repeated' };
  }
  if (!known.isNewest) return { is: 'repeated' };
  if (news === 'prolonged' && known.isRenewing) return { is: 'renewing' };
  return news === 'replaced' && !known.hasSuccessor ? { is: 'needed' } : { is: 'open' };
}

/** Nothing of it can be pressed again: it is drawn so once. */
export function isAnswered({ is }: AskedNow): boolean {
  return is !== 'open' && is !== 'passed_on' && is !== 'renewing' && is !== 'needed' && is !== 'revoking';
}
