import { and, asc, desc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { activeTokens as active, dueNotices as notices, pendingTokens as pending } from '../../db/schema.ts';
import type { Store } from '../ports/store.ts';
import { type Database, guarded } from './database.ts';
import { all, one } from './rows.ts';

const livingStatuses = ['active', 'exceeding', 'revoking'];
const unsettledStatuses = ['open', 'held', 'approving', 'denying'];

type TokenQueries = Pick<
  Store,
  | 'pendingToken'
  | 'pendingTokenByPatRequestId'
  | 'unsettledPendingTokens'
  | 'pendingTokensOfToken'
  | 'activeTokensOfToken'
  | 'latestPendingToken'
  | 'approvedPendingTokens'
  | 'activeToken'
  | 'livingActiveTokens'
  | 'activeTokenByGrant'
  | 'latestActiveToken'
  | 'activeTokenOfRequest'
  | 'exceedingTokens'
  | 'activeTokensOf'
  | 'tokensPastExpiry'
  | 'noticesOf'
  | 'plannedNotices'
  | 'dueNotices'
  | 'notices'
>;

/** Reads of PendingTokens, ActiveTokens and their notices. */
export function createTokenQueries({ drizzle: db }: Database): TokenQueries {
  const due = db
    .select()
    .from(notices)
    .where(and(eq(notices.status, 'planned'), lte(notices.dueAt, sql.placeholder('now'))))
    .orderBy(asc(notices.dueAt))
    .prepare();
  return {
    pendingToken: (id) =>
      guarded(() => one('pending_tokens', db.select().from(pending).where(eq(pending.id, id)).get())),
    pendingTokenByPatRequestId: (organizationId, id) =>
      guarded(() =>
        one(
          'pending_tokens',
          db
            .select()
            .from(pending)
            .where(and(eq(pending.organizationId, organizationId), eq(pending.patRequestId, id)))
            .get(),
        ),
      ),
    unsettledPendingTokens: (organizationId) =>
      guarded(() =>
        all(
          'pending_tokens',
          db
            .select()
            .from(pending)
            .where(and(eq(pending.organizationId, organizationId), inArray(pending.status, unsettledStatuses)))
            .all(),
        ),
      ),
    pendingTokensOfToken: (organizationId, tokenId) =>
      guarded(() =>
        all(
          'pending_tokens',
          db
            .select()
            .from(pending)
            .where(and(eq(pending.organizationId, organizationId), eq(pending.tokenId, tokenId)))
            .orderBy(asc(pending.patRequestId))
            .all(),
        ),
      ),
    activeTokensOfToken: (organizationId, tokenId) =>
      guarded(() =>
        all(
          'active_tokens',
          db
            .select()
            .from(active)
            .where(and(eq(active.organizationId, organizationId), eq(active.tokenId, tokenId)))
            .orderBy(asc(active.accessGrantedAt))
            .all(),
        ),
      ),
    latestPendingToken: (organizationId, tokenId) =>
      guarded(() =>
        one(
          'pending_tokens',
          db
            .select()
            .from(pending)
            .where(and(eq(pending.organizationId, organizationId), eq(pending.tokenId, tokenId)))
            .orderBy(desc(pending.patRequestId))
            .limit(1)
            .get(),
        ),
      ),
    approvedPendingTokens: (organizationId, tokenId) =>
      guarded(() =>
        all(
          'pending_tokens',
          db
            .select()
            .from(pending)
            .where(
              and(
                eq(pending.organizationId, organizationId),
                eq(pending.tokenId, tokenId),
                eq(pending.status, 'approved'),
              ),
            )
            .all(),
        ),
      ),

    activeToken: (id) => guarded(() => one('active_tokens', db.select().from(active).where(eq(active.id, id)).get())),
    livingActiveTokens: (organizationId) =>
      guarded(() =>
        all(
          'active_tokens',
          db
            .select()
            .from(active)
            .where(and(eq(active.organizationId, organizationId), inArray(active.status, livingStatuses)))
            .all(),
        ),
      ),
    activeTokenByGrant: (organizationId, patId, accessGrantedAt) =>
      guarded(() =>
        one(
          'active_tokens',
          db
            .select()
            .from(active)
            .where(
              and(
                eq(active.organizationId, organizationId),
                eq(active.patId, patId),
                eq(active.accessGrantedAt, accessGrantedAt),
              ),
            )
            .get(),
        ),
      ),
    latestActiveToken: (organizationId, tokenId) =>
      guarded(() =>
        one(
          'active_tokens',
          db
            .select()
            .from(active)
            .where(and(eq(active.organizationId, organizationId), eq(active.tokenId, tokenId)))
            .orderBy(desc(active.accessGrantedAt), desc(active.firstSeenAt))
            .limit(1)
            .get(),
        ),
      ),
    activeTokenOfRequest: (number) =>
      guarded(() =>
        one(
          'active_tokens',
          db
            .select()
            .from(active)
            .where(sql`${active.tokenId} = (select claimed_by_token_id from token_requests where number = ${number})`)
            .orderBy(desc(active.accessGrantedAt), desc(active.firstSeenAt))
            .limit(1)
            .get(),
        ),
      ),
    exceedingTokens: () =>
      guarded(() => all('active_tokens', db.select().from(active).where(eq(active.status, 'exceeding')).all())),
    activeTokensOf: (holder) =>
      guarded(() =>
        all(
          'active_tokens',
          db
            .select()
            .from(active)
            .where(and(eq(active.holderGithubId, holder), inArray(active.status, livingStatuses)))
            .orderBy(asc(active.expiresAt))
            .all(),
        ),
      ),
    tokensPastExpiry: (now) =>
      guarded(() =>
        all(
          'active_tokens',
          db
            .select()
            .from(active)
            .where(and(inArray(active.status, livingStatuses), isNotNull(active.expiresAt), lte(active.expiresAt, now)))
            .all(),
        ),
      ),

    noticesOf: (activeTokenId) =>
      guarded(() =>
        all('due_notices', db.select().from(notices).where(eq(notices.activeTokenId, activeTokenId)).all()),
      ),
    plannedNotices: (activeTokenId) =>
      guarded(() =>
        all(
          'due_notices',
          db
            .select()
            .from(notices)
            .where(and(eq(notices.activeTokenId, activeTokenId), eq(notices.status, 'planned')))
            .all(),
        ),
      ),
    dueNotices: (now) => guarded(() => all('due_notices', due.all({ now }))),
    notices: (ids) =>
      guarded(() =>
        all(
          'due_notices',
          db
            .select()
            .from(notices)
            .where(inArray(notices.id, [...ids]))
            .all(),
        ),
      ),
  };
}
