import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Store } from '../ports/store.ts';
import type { Engine } from './engine.ts';
import { readsOf } from './reads-of.ts';

type TokenReads = Pick<
  Store,
  | 'pendingToken'
  | 'unsettledPendingTokens'
  | 'pendingTokensOfToken'
  | 'activeTokensOfToken'
  | 'activeToken'
  | 'livingActiveTokens'
  | 'activeTokenOfRequest'
  | 'exceedingTokens'
  | 'activeTokensOf'
  | 'tokensPastExpiry'
  | 'noticesOf'
  | 'dueNotices'
  | 'notices'
>;

/** Named reads of PendingTokens, ActiveTokens and their notices. */
export function createTokenReads(engine: Engine): TokenReads {
  const pending = readsOf(engine, 'pending_tokens');
  const active = readsOf(engine, 'active_tokens');
  const notices = readsOf(engine, 'due_notices');
  const { accessGrantedAt, firstSeenAt } = active.table;
  const isUnsettled = inArray(pending.table.status, ['open', 'held', 'approving', 'denying']);
  const isLiving = inArray(active.table.status, ['active', 'exceeding', 'revoking']);
  const isPlanned = eq(notices.table.status, 'planned');
  const newestGrant = [desc(accessGrantedAt), desc(firstSeenAt)];
  const oldestGrant = [asc(accessGrantedAt), asc(firstSeenAt)];
  // Engines differ on where null comes.
  const neverFirst = sql`${active.table.expiresAt} is not null`;
  const oldestWait = asc(pending.table.patRequestId);
  return {
    pendingToken: pending.one(['id']),
    unsettledPendingTokens: pending.all(['organizationId'], { also: isUnsettled }),
    pendingTokensOfToken: pending.all(['organizationId', 'tokenId'], { order: oldestWait }),
    activeTokensOfToken: active.all(['organizationId', 'tokenId'], { order: oldestGrant }),

    activeToken: active.one(['id']),
    livingActiveTokens: active.all(['organizationId'], { also: isLiving }),
    activeTokenOfRequest: async (number) => {
      const claimed = sql`(select claimed_by_token_id from token_requests where number = ${number})`;
      const [newest] = await active.where(eq(active.table.tokenId, claimed), { order: newestGrant, limit: 1 });
      return newest ?? null;
    },
    exceedingTokens: active.all([], { also: eq(active.table.status, 'exceeding') }),
    activeTokensOf: active.all(['holderGithubId'], {
      also: isLiving,
      order: [neverFirst, asc(active.table.expiresAt)],
    }),
    tokensPastExpiry: active.all([{ upTo: 'expiresAt' }], { also: isLiving }),

    noticesOf: notices.all(['activeTokenId']),
    dueNotices: notices.all([{ upTo: 'dueAt' }], { also: isPlanned, order: asc(notices.table.dueAt) }),
    notices: (ids) => notices.where(inArray(notices.table.id, [...ids])),
  };
}
