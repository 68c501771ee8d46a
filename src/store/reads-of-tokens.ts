import { setImmediate } from 'node:timers/promises';
import { and, asc, desc, eq, gt, inArray, isNull, not, sql } from 'drizzle-orm';
import type { TokenId } from '../domain/ids.ts';
import { openStatuses } from '../domain/requests/request-status.ts';
import type { StoredGrant } from '../domain/tokens/stored-grant.ts';
import { livingStatuses, unsettledStatuses } from '../domain/tokens/token.ts';
import type { NoticedToken, Store } from '../ports/store.ts';
import type { Engine, Statement, Tables } from './engine.ts';
import { readsOf } from './reads-of.ts';

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
>;

/** Rows that are read before others have their turn. */
const pageSize = 250;

/** Written out, since the index `active_tokens_living` holds just those. */
function isListedAsLiving({ status }: Tables['activeTokens']) {
  return sql`${status} in (${sql.raw(livingStatuses.map((one) => `'${one}'`).join(', '))})`;
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
        inArray(table.status, openStatuses),
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

/** Without the scope and all that is JSON: there may be thousands. */
const noticed: Statement<NoticedToken> = ({ build, tables: { activeTokens: table }, words }) => {
  const { id, organizationId, tokenId, requestNumber } = table;
  return build
    .select({ id, organizationId, tokenId, requestNumber })
    .from(table)
    .where(sql`${id} in ${words.textsOf(sql.placeholder('ids'))}`) as unknown as PromiseLike<readonly NoticedToken[]>;
};

/** Named reads of PendingTokens and ActiveTokens. */
export function createTokenReads(engine: Engine): TokenReads {
  const pending = readsOf(engine, 'pending_tokens');
  const active = readsOf(engine, 'active_tokens');
  const { accessGrantedAt, firstSeenAt } = active.table;
  const isUnsettled = inArray(pending.table.status, unsettledStatuses);
  const isLiving = inArray(active.table.status, livingStatuses);
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
    activeTokensNamed: (ids) => engine.run(noticed, { ids: JSON.stringify(ids) }),
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
  };
}
