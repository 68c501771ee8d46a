import { setImmediate } from 'node:timers/promises';
import { and, asc, desc, eq, gt, inArray, isNull, lte, not, sql } from 'drizzle-orm';
import type { TokenId } from '../domain/ids.ts';
import type { DueNotice } from '../domain/notices/due-notice.ts';
import type { StoredGrant } from '../domain/tokens/stored-grant.ts';
import type { Store } from '../ports/store.ts';
import type { Engine, Statement, Tables } from './engine.ts';
import { readsOf } from './reads-of.ts';
import { toRow } from './rows.ts';

type TokenReads = Pick<
  Store,
  | 'pendingToken'
  | 'unsettledPendingTokens'
  | 'pendingTokensOfToken'
  | 'activeTokensOfToken'
  | 'activeToken'
  | 'activeTokensNamed'
  | 'renewedAmong'
  | 'livingActiveTokens'
  | 'livingGrants'
  | 'hasBaselineTokens'
  | 'activeTokenOfRequest'
  | 'exceedingTokens'
  | 'activeTokensOf'
  | 'endedTokensOf'
  | 'unclaimedTokens'
  | 'tokensWithStory'
  | 'tokensPastExpiry'
  | 'noticesOf'
  | 'dueNotices'
  | 'notices'
>;

/** Rows that are read before others have their turn. */
const pageSize = 250;

/** Written out, since the index `active_tokens_living` holds just those. */
function isListedAsLiving({ status }: Tables['activeTokens']) {
  return sql`${status} in ('active', 'exceeding', 'revoking')`;
}

type GrantColumns = Omit<StoredGrant, 'holder'> & { readonly holder: string };

const grants: Statement<GrantColumns> = ({ build, tables: { activeTokens: table } }) => {
  const { id, patId, tokenId, accessGrantedAt, holder, tokenName, repositoriesReadAt, lastUsedAt, scope } = table;
  const columns = { id, patId, tokenId, accessGrantedAt, holder, tokenName, repositoriesReadAt, lastUsedAt, scope };
  return build
    .select(columns)
    .from(table)
    .where(
      and(
        eq(table.organizationId, sql.placeholder('organizationId')),
        gt(id, sql.placeholder('after')),
        isListedAsLiving(table),
      ),
    )
    .orderBy(asc(id))
    .limit(sql.placeholder('limit')) as unknown as PromiseLike<readonly GrantColumns[]>;
};

type Numbered = { readonly number: number };

/** Which of the tokens asked for are named by a row or a Hint. */
const named: Statement<Numbered> = ({ build, tables: { pendingTokens, activeTokens, hints }, words }) => {
  const among = words.numbersOf(sql.placeholder('tokens'));
  const ofTokens = ({ organizationId, tokenId }: Tables['pendingTokens'] | Tables['activeTokens']) =>
    and(eq(organizationId, sql.placeholder('organizationId')), sql`${tokenId} in ${among}`);
  return build
    .select({ number: pendingTokens.tokenId })
    .from(pendingTokens)
    .where(ofTokens(pendingTokens))
    .union(build.select({ number: activeTokens.tokenId }).from(activeTokens).where(ofTokens(activeTokens)))
    .union(
      build
        .select({ number: sql<number>`${hints.toldTokenId}` })
        .from(hints)
        .where(sql`${hints.toldTokenId} in ${among}`),
    ) as unknown as PromiseLike<readonly Numbered[]>;
};

/** Which of the accounts asked for have a request that is open. */
const asking: Statement<Numbered> = ({ build, tables: { tokenRequests: table }, words }) =>
  build
    .selectDistinct({ number: table.holderGithubId })
    .from(table)
    .where(
      and(
        sql`${table.holderGithubId} in ${words.numbersOf(sql.placeholder('holders'))}`,
        eq(table.organizationId, sql.placeholder('organizationId')),
        inArray(table.status, ['pending', 'approved', 'claimed']),
      ),
    ) as unknown as PromiseLike<readonly Numbered[]>;

/** Which of the tokens asked for some request renews. */
const renewed: Statement<Numbered> = ({ build, tables: { tokenRequests: table }, words }) =>
  build
    .selectDistinct({ number: sql<number>`${table.renewsTokenId}`.mapWith(Number) })
    .from(table)
    .where(sql`${table.renewsTokenId} in ${words.numbersOf(sql.placeholder('tokens'))}`) as unknown as PromiseLike<
    readonly Numbered[]
  >;

const countUnclaimed: Statement<Numbered> = ({ build, tables: { activeTokens: table } }) =>
  build
    .select({ number: sql<number>`count(*)` })
    .from(table)
    .where(
      and(
        eq(table.organizationId, sql.placeholder('organizationId')),
        isListedAsLiving(table),
        isNull(table.agreement),
      ),
    ) as unknown as PromiseLike<readonly Numbered[]>;

/** Many fall due at the same nine o'clock: the next page begins after the last one's instant and id. */
const due: Statement<Readonly<Record<string, unknown>>> = ({ build, tables: { dueNotices: table } }) => {
  const [dueAt, id] = [sql.placeholder('dueAt'), sql.placeholder('id')];
  return build
    .select()
    .from(table)
    .where(
      and(
        // Written out, since the index `due_notices_due` holds just those.
        sql`${table.status} = 'planned'`,
        lte(table.dueAt, sql.placeholder('now')),
        sql`(${table.dueAt}, ${table.id}) > (${dueAt}, ${id})`,
      ),
    )
    .orderBy(asc(table.dueAt), asc(table.id))
    .limit(sql.placeholder('limit'));
};

/** Named reads of PendingTokens, ActiveTokens and their notices. */
export function createTokenReads(engine: Engine): TokenReads {
  const pending = readsOf(engine, 'pending_tokens');
  const active = readsOf(engine, 'active_tokens');
  const notices = readsOf(engine, 'due_notices');
  const { accessGrantedAt, firstSeenAt } = active.table;
  const isUnsettled = inArray(pending.table.status, ['open', 'held', 'approving', 'denying']);
  const isLiving = inArray(active.table.status, ['active', 'exceeding', 'revoking']);
  const newestGrant = [desc(accessGrantedAt), desc(firstSeenAt)];
  const oldestGrant = [asc(accessGrantedAt), asc(firstSeenAt)];
  // Engines differ on where null comes.
  const neverFirst = sql`${active.table.expiresAt} is not null`;
  const oldestWait = asc(pending.table.patRequestId);
  const living = active.all(['organizationId', { after: 'id' }], {
    also: isListedAsLiving(active.table),
    order: asc(active.table.id),
    limit: pageSize,
  });
  const claimed = sql`(select claimed_by_token_id from token_requests where number = ${sql.placeholder('number')})`;
  const ofRequest = active.that(eq(active.table.tokenId, claimed), { order: newestGrant, limit: 1 });
  const unclaimed = active.first(['organizationId'], {
    also: and(isListedAsLiving(active.table), isNull(active.table.agreement)),
    order: desc(active.table.firstSeenAt),
  });
  const livingOfBaseline = active.one(['organizationId'], {
    also: and(isListedAsLiving(active.table), eq(active.table.isBaseline, true)),
  });
  return {
    pendingToken: pending.one(['id']),
    unsettledPendingTokens: pending.all(['organizationId'], { also: isUnsettled }),
    pendingTokensOfToken: pending.all(['organizationId', 'tokenId'], { order: oldestWait }),
    activeTokensOfToken: active.all(['organizationId', 'tokenId'], { order: oldestGrant }),

    activeToken: active.one(['id']),
    activeTokensNamed: active.among('id'),
    renewedAmong: async (tokens) =>
      new Set((await engine.run(renewed, { tokens: JSON.stringify(tokens) })).map(({ number }) => number as TokenId)),
    async *livingActiveTokens(organizationId) {
      for (let page = await living(organizationId, ''); page.length > 0; ) {
        yield page;
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) return;
        await setImmediate();
        page = await living(organizationId, last.id);
      }
    },
    livingGrants: async (organizationId, after, limit) =>
      (await engine.run(grants, { organizationId, after, limit })).map((row) => ({
        ...row,
        holder: JSON.parse(row.holder) as StoredGrant['holder'],
      })),
    hasBaselineTokens: async (organizationId) => (await livingOfBaseline(organizationId)) !== null,
    activeTokenOfRequest: async (number) => (await ofRequest({ number }))[0] ?? null,
    exceedingTokens: active.all([], { also: eq(active.table.status, 'exceeding') }),
    tokensWithStory: async (organizationId, tokens) => {
      const [rows, holders] = await Promise.all([
        engine.run(named, { organizationId, tokens: JSON.stringify(tokens.map(({ tokenId }) => tokenId)) }),
        engine.run(asking, { organizationId, holders: JSON.stringify(tokens.map(({ holder }) => holder)) }),
      ]);
      const isNamed = new Set(rows.map(({ number }) => Number(number)));
      const isAsking = new Set(holders.map(({ number }) => Number(number)));
      return new Set(
        tokens.flatMap(({ tokenId, holder }) => (isNamed.has(tokenId) || isAsking.has(holder) ? [tokenId] : [])),
      );
    },
    activeTokensOf: active.all(['holderGithubId'], {
      also: isLiving,
      order: [neverFirst, asc(active.table.expiresAt)],
    }),
    endedTokensOf: active.first(['holderGithubId'], { also: not(isLiving), order: desc(active.table.changedAt) }),
    unclaimedTokens: async (organizationId, limit) => {
      const [counted] = await engine.run(countUnclaimed, { organizationId });
      return { count: Number(counted?.number ?? 0), newest: await unclaimed(organizationId, limit) };
    },
    tokensPastExpiry: active.all([{ upTo: 'expiresAt' }], { also: isLiving }),

    noticesOf: notices.all(['activeTokenId']),
    dueNotices: async (now, after = -1) => {
      const all: DueNotice[] = [];
      for (let last = { dueAt: after + 1, id: '' }; ; ) {
        const page = (await engine.run(due, { now, dueAt: last.dueAt, id: last.id, limit: pageSize })).map((row) =>
          toRow('due_notices', row),
        );
        all.push(...page);
        const end = page.at(-1);
        if (end === undefined || page.length < pageSize) return all;
        last = end;
        await setImmediate();
      }
    },
    notices: notices.among('id'),
  };
}
