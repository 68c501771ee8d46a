// What is so now of a classic token whose end its holder was reminded of: what was said holds, or this does.
import type { Instant } from '../ids.ts';
import type { ClassicEnd } from '../message.ts';
import type { Threshold } from '../notices/due-notice.ts';
import type { ReminderNow } from '../notices/reminder-now.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { declaredEnd } from './classic-record.ts';
import type { ClassicToken } from './classic-token.ts';
import { isLaterThreshold } from './due-reminder.ts';

/** `endsAt`: null where it never does. `told`: what of that end was told last. */
export function classicEndNow(
  { threshold, endsAt }: ClassicEnd,
  known: {
    readonly endsAt: Instant | null;
    readonly told: Threshold | null;
    /** Null where GitHub does not show it: then nobody can say. */
    readonly token: { readonly status: 'active' | 'revoking' | 'revoked' | 'gone'; readonly changedAt: Instant } | null;
  },
): ReminderNow {
  // That it has ended stays so.
  if (threshold !== 'expired' && known.token !== null && known.token.status !== 'active') {
    const { status, changedAt } = known.token;
    return status === 'revoking' ? { is: status } : { is: status, at: changedAt };
  }
  if (known.endsAt !== endsAt) return { is: 'moved', expiresAt: known.endsAt };
  return known.told !== null && isLaterThreshold(known.told, threshold) ? { is: 'repeated' } : { is: 'true' };
}

/** Of one that GitHub shows. */
export function endOfTokenNow(end: ClassicEnd, token: ClassicToken): ReminderNow {
  const { expiresAt: endsAt, told } = token;
  return classicEndNow(end, { endsAt, told: told?.expiresAt === endsAt ? told.threshold : null, token });
}

/** `token`: what GitHub shows of the request by now; null where that is nothing. */
export function endOfRequestNow(end: ClassicEnd, request: TokenRequest, token: ClassicToken | null): ReminderNow {
  if (token !== null) return endOfTokenNow(end, token);
  return classicEndNow(end, { endsAt: declaredEnd(request) ?? end.endsAt, told: request.classic?.told ?? null, token });
}
