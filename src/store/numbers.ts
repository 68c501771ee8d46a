import { and, count, eq, inArray, lte, min, sql } from 'drizzle-orm';
import { dayMs, type Instant, type OrganizationId } from '../domain/ids.ts';
import { livingStatuses, unsettledStatuses } from '../domain/tokens/token.ts';
import type { Numbers, TimeLeft } from '../ports/numbers.ts';
import type { Way } from '../ports/way.ts';
import type { Dialect, Reader } from './engine.ts';

type Found<T> = PromiseLike<readonly T[]>;
type Counted = { organizationId: number; status: string; count: number };

const days: readonly TimeLeft[] = ['1', '7', '14', '30', '90'];

/** Counts by indexes that hold all that is counted: a hundred thousand tokens are no reason to stop the event loop. */
export async function readNumbers(engine: Reader, now: Instant): Promise<Numbers> {
  const ask = <T>(statement: (dialect: Dialect) => unknown): Promise<readonly T[]> =>
    engine.runOnce((dialect) => statement(dialect) as Found<T>);
  const requests = await ask<Counted>(
    ({
      build,
      tables: {
        tokenRequests: { organizationId, status },
        tokenRequests,
      },
    }) => build.select({ organizationId, status, count: count() }).from(tokenRequests).groupBy(organizationId, status),
  );
  const waitingSince = await ask<{ organizationId: number; at: number }>(
    ({
      build,
      tables: {
        tokenRequests: { organizationId, status, createdAt },
        tokenRequests,
      },
    }) =>
      build
        .select({ organizationId, at: sql<number>`${min(createdAt)}`.mapWith(Number) })
        .from(tokenRequests)
        .where(eq(status, 'pending'))
        .groupBy(organizationId),
  );
  const waitingTokens = await ask<Counted>(
    ({
      build,
      tables: {
        pendingTokens: { organizationId, status },
        pendingTokens,
      },
    }) =>
      build
        .select({ organizationId, status, count: count() })
        .from(pendingTokens)
        .where(inArray(status, unsettledStatuses))
        .groupBy(organizationId, status),
  );
  const tokens = await ask<{ status: string; left: TimeLeft; count: number }>(
    ({
      build,
      tables: {
        activeTokens: { status, expiresAt },
        activeTokens,
      },
    }) => {
      const upTo = days.map((day) => sql`when ${expiresAt} <= ${now + Number(day) * dayMs} then ${day}`);
      const left = sql<TimeLeft>`case when ${expiresAt} is null then 'never' ${sql.join(upTo, sql` `)} else 'more' end`;
      return build
        .select({ status, left: left.as('left_for'), count: count() })
        .from(activeTokens)
        .where(inArray(status, livingStatuses))
        .groupBy(status, sql`left_for`);
    },
  );
  const effects = await ask<{ state: string; way: Way; count: number }>(
    ({
      build,
      tables: {
        effects: { state, way },
        effects,
      },
    }) =>
      build
        .select({ state, way, count: count() })
        .from(effects)
        .where(inArray(state, ['waiting', 'leased', 'gave_up']))
        .groupBy(state, way),
  );
  const [due] = await ask<{ at: number | null }>(
    ({
      build,
      tables: {
        effects: { state, dueAt },
        effects,
      },
    }) =>
      build
        .select({ at: min(dueAt) })
        .from(effects)
        .where(and(eq(state, 'waiting'), lte(dueAt, now))),
  );
  const ofOrganization = (rows: readonly Counted[]) =>
    rows.map((row) => ({ ...row, organizationId: row.organizationId as OrganizationId }));
  return {
    requests: ofOrganization(requests),
    waitingSince: waitingSince.map(({ organizationId, at }) => ({
      organizationId: organizationId as OrganizationId,
      at,
    })),
    waitingTokens: ofOrganization(waitingTokens),
    tokens,
    effects,
    dueSince: due?.at == null ? null : Number(due.at),
  };
}
