import { and, count, eq, gt, inArray, min, sql } from 'drizzle-orm';
import type { Instant } from '../domain/ids.ts';
import type { LinkedPerson } from '../domain/person.ts';
import { approvingActs, isUsedUp, type Quota, type Used } from '../domain/quota.ts';
import { type Engine, Stale, type Statement, type Steps, type Values } from './engine.ts';
import { rowsOf } from './steps.ts';

type Row = { readonly count: number; readonly firstAt: number | null };

function byActor(acts: readonly string[]): Statement<Row> {
  return ({ build, tables: { entries } }) =>
    build
      .select({ count: count(), firstAt: min(entries.at) })
      .from(entries)
      .where(
        and(
          eq(entries.actor, sql.placeholder('actor')),
          gt(entries.at, sql.placeholder('since')),
          inArray(entries.act, [...acts]),
        ),
      );
}

const approvals = byActor(approvingActs);
const requests = byActor(['request.submit']);
const ofOrganization: Statement<Row> = ({ build, tables: { tokenRequests } }) =>
  build
    .select({ count: count(), firstAt: min(tokenRequests.createdAt) })
    .from(tokenRequests)
    .where(
      and(
        eq(tokenRequests.organizationId, sql.placeholder('organizationId')),
        gt(tokenRequests.createdAt, sql.placeholder('since')),
      ),
    );

function asked(quota: Quota): readonly [Statement<Row>, Values] {
  const { since } = quota;
  return quota.of === 'requests_of_organization'
    ? [ofOrganization, { organizationId: quota.organizationId, since }]
    : [quota.of === 'approvals' ? approvals : requests, { actor: `slack:${quota.slackId}`, since }];
}

const usedBy = (rows: readonly Row[]): Used => ({
  count: Number(rows[0]?.count ?? 0),
  firstAt: rows[0]?.firstAt === null || rows[0] === undefined ? null : Number(rows[0].firstAt),
});

const signIns: Statement<{ readonly at: number }> = ({ build, tables: { entries } }) =>
  build
    .select({ at: entries.at })
    .from(entries)
    .where(
      and(
        eq(entries.actor, sql.placeholder('actor')),
        gt(entries.at, sql.placeholder('since')),
        eq(entries.act, 'person.sign_in'),
        eq(entries.subject, sql.placeholder('subject')),
      ),
    )
    .limit(1);

export async function hasSignedIn(
  engine: Engine,
  { slackId, githubId }: Pick<LinkedPerson, 'slackId' | 'githubId'>,
  since: Instant,
): Promise<boolean> {
  const values = { actor: `slack:${slackId}`, subject: `account:${githubId}`, since };
  return (await engine.run(signIns, values)).length > 0;
}

export async function countUsed(engine: Engine, quota: Quota): Promise<Used> {
  return usedBy(await engine.run(...asked(quota)));
}

/** Whoever counts on the same is waited for, so that two at once can't both be the last. */
export function quotaNames(quotas: readonly Quota[]): readonly string[] {
  return quotas.map((quota) =>
    quota.of === 'requests_of_organization'
      ? `quota of organization ${quota.organizationId}`
      : `quota of ${quota.of} of ${quota.slackId}`,
  );
}

/** The whole transaction is stale where nothing is left of one of them. */
export function* requireLeft(quotas: readonly Quota[]): Steps {
  for (const quota of quotas) if (isUsedUp(quota, usedBy(yield* rowsOf(...asked(quota))))) throw new Stale();
}
