// Whether the work of a token has gone over to the one that replaces it: then its holder is offered to end the old one.
import { type Change, noChange } from '../change.ts';
import { dayMs, type Instant, type SlackUserId } from '../ids.ts';
import { effectKey, post } from '../step.ts';
import { type ActiveToken, isInForce } from './token.ts';

/** GitHub tells the day of the last use, and a job may run only every other day. */
const silentDays = 3;

/** The old one is still there to be ended, the new one is in use, and the old one had been silent for days when it last was. */
export function isHandedOver(
  old: Pick<ActiveToken, 'status' | 'lastUsedAt'>,
  successor: Pick<ActiveToken, 'lastUsedAt' | 'firstSeenAt'>,
  now: Instant,
): boolean {
  if (!isInForce(old) || successor.lastUsedAt === null) return false;
  const silentMs = silentDays * dayMs;
  return now - successor.firstSeenAt >= silentMs && (old.lastUsedAt ?? 0) <= now - silentMs;
}

/** Asked once, as long as the outbox remembers: a month later it is worth a second word. */
export function offerToEnd(
  { id, organizationId }: Pick<ActiveToken, 'id' | 'organizationId'>,
  holder: SlackUserId | null,
): Change {
  const message = { kind: 'active_token_news', id, news: 'replaced', audience: 'holder' } as const;
  const key = effectKey.card(message.kind, `${id}:${message.news}`);
  const effects = post(organizationId, holder, key, message);
  return effects.length === 0 ? noChange : { ...noChange, effects };
}
