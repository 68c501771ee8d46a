// What has become of a question to a token's holder, or of what they were told to mend: it stands still, or this is so now. Only the newest one
// of its kind does.
import { daysBetween } from '../calendar.ts';
import type { Instant } from '../ids.ts';
import type { Asked } from '../message.ts';
import { agreedEnd, isOnlyProlonged } from '../requests/renewal.ts';
import { mayOfferRenewal } from '../tokens/renewable.ts';
import type { ActiveToken } from '../tokens/token.ts';
import type { Outdated } from './reminder-now.ts';

export type AskedNow =
  /** `renewing`: they asked for it, and that is open; `denied`: and nobody is to ask for the same again. */
  | { readonly is: 'open' | 'renewing' | 'denied' }
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
  readonly isDenied: boolean;
  readonly hasSuccessor: boolean;
};

/** `token`: the grant by which it lives, or lived last. */
export function askedNow({ message, ...said }: Asked, token: ActiveToken, known: Known): AskedNow {
  const { status, changedAt, scope } = token;
  if (status === 'revoking') return { is: status };
  if (status === 'revoked' || status === 'gone') return { is: status, at: changedAt };
  if (status === 'expired') return { is: status, at: scope.expiresAt ?? changedAt };
  if (known.standsNow !== 'reader') return { is: 'passed_on', to: known.standsNow };
  const news = newsOf(message);
  if (isOfExcess(message) && status === 'active') return { is: 'within', expiresAt: scope.expiresAt };
  if (news === 'prolonged') {
    if (scope.expiresAt !== said.expiresAt) return { is: 'moved', expiresAt: scope.expiresAt };
    // Told of anew in words of its own: it is wider besides, or was within what was agreed in between.
    if (!isOnlyProlonged(token) || token.drift?.since !== said.since) return { is: 'repeated' };
  }
  if (!known.isNewest) return { is: 'repeated' };
  if (isOfExcess(message) && known.isRenewing && isOnlyProlonged(token)) return { is: 'renewing' };
  if (isOfExcess(message) && known.isDenied) return { is: 'denied' };
  return news === 'replaced' && !known.hasSuccessor ? { is: 'needed' } : { is: 'open' };
}

/** What goes past an approval is told in either way: the later one takes the place of both. */
function isOfExcess(message: Asked['message']): boolean {
  const news = newsOf(message);
  return news === 'prolonged' || news === 'exceeding';
}

function newsOf(message: Asked['message']) {
  return message.kind === 'active_token_news' ? message.news : null;
}

/** Whether the later of the two says what the earlier one does. */
export function isSameQuestion(one: Asked['message'], other: Asked['message']): boolean {
  const isSame = one.kind === other.kind && newsOf(one) === newsOf(other);
  return isSame || (isOfExcess(one) && isOfExcess(other));
}

/** How a holder can ask for the new end: by the message itself, where that is all that nobody approved. */
export type WayToAsk = 'here' | 'by_command' | 'no_more';

/** `so`: null of what asks them nothing. */
export function wayToAsk(token: ActiveToken, so: AskedNow | null): WayToAsk {
  if (so === null || !isOnlyProlonged(token)) return 'by_command';
  if (so.is !== 'open') return 'no_more';
  return mayOfferRenewal(token) ? 'here' : 'by_command';
}

/** Nothing of it can be pressed again: it is drawn so once. */
export function isAnswered({ is }: AskedNow): boolean {
  return !['open', 'passed_on', 'renewing', 'denied', 'needed', 'revoking'].includes(is);
}
