import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import * as tables from '../../db/schema.ts';
import type { Instant, OrganizationId, RepositoryId, RequestNumber } from '../domain/ids.ts';
import type { Repository } from '../domain/scope/agreement.ts';
import type { Store } from '../ports/store.ts';
import { type Database, guarded, inTransaction } from './database.ts';
import { forgetEffects } from './effects.ts';
import { createTokenQueries } from './queries-of-tokens.ts';
import { all, one } from './rows.ts';

function asRepository({ id, name, isPrivate }: typeof tables.repositories.$inferSelect): Repository {
  return { id: id as RepositoryId, name, isPrivate };
}

type Queries = Omit<
  Store,
  | 'commit'
  | 'leaseEffects'
  | 'finishEffect'
  | 'nextEffectDueAt'
  | 'isEffectUnsent'
  | 'releaseAllLeases'
  | 'firstBrokenEntry'
  | 'check'
  | 'close'
>;

/** Every named read, and the few writes that are no one's state: the counter, the index of repositories, forgetting. */
export function createQueries(database: Database): Queries {
  const { drizzle: db } = database;
  const { tokenRequests: requests } = tables;
  const { organizations, people, machineUsers, drafts, hints, messageCopies: copies, repositories, counters } = tables;
  return {
    ...createTokenQueries(database),
    nextRequestNumber: () =>
      guarded(() => {
        const row = db
          .insert(counters)
          .values({ name: 'request', value: 1 })
          .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } })
          .returning()
          .get();
        return row.value as RequestNumber;
      }),

    organizationByLogin: (login) =>
      guarded(() =>
        one(
          'organizations',
          db.select().from(organizations).where(eq(organizations.loginKey, login.toLowerCase())).get(),
        ),
      ),
    organizations: () => guarded(() => all('organizations', db.select().from(organizations).all())),
    organizationById: (id) =>
      guarded(() => one('organizations', db.select().from(organizations).where(eq(organizations.id, id)).get())),
    personBySlackId: (id) => guarded(() => one('people', db.select().from(people).where(eq(people.slackId, id)).get())),
    personByGithubId: (id) =>
      guarded(() => one('people', db.select().from(people).where(eq(people.githubId, id)).get())),
    people: () => guarded(() => all('people', db.select().from(people).orderBy(asc(people.slackId)).all())),
    machineUserByLogin: (login) =>
      guarded(() => one('machine_users', db.select().from(machineUsers).where(eq(machineUsers.id, login)).get())),
    machineUserByGithubId: (id) =>
      guarded(() => one('machine_users', db.select().from(machineUsers).where(eq(machineUsers.githubId, id)).get())),
    draft: (id) => guarded(() => one('drafts', db.select().from(drafts).where(eq(drafts.id, id)).get())),

    request: (number) =>
      guarded(() => one('token_requests', db.select().from(requests).where(eq(requests.number, number)).get())),
    requestByDraft: (draftId) =>
      guarded(() => one('token_requests', db.select().from(requests).where(eq(requests.draftId, draftId)).get())),
    requestsOf: (requester, limit) =>
      guarded(() =>
        all(
          'token_requests',
          db
            .select()
            .from(requests)
            .where(eq(requests.requesterGithubId, requester))
            .orderBy(desc(requests.number))
            .limit(limit)
            .all(),
        ),
      ),
    matchableRequests: (organizationId, holder) =>
      guarded(() =>
        all(
          'token_requests',
          db
            .select()
            .from(requests)
            .where(
              and(
                eq(requests.organizationId, organizationId),
                eq(requests.requesterGithubId, holder),
                inArray(requests.status, ['pending', 'approved', 'claimed', 'fulfilled']),
              ),
            )
            .orderBy(asc(requests.number))
            .all(),
        ),
      ),
    requestClaimedBy: (tokenId) =>
      guarded(() =>
        one(
          'token_requests',
          db
            .select()
            .from(requests)
            .where(eq(requests.claimedByTokenId, tokenId))
            .orderBy(sql`${requests.status} <> 'claimed'`, desc(requests.number))
            .limit(1)
            .get(),
        ),
      ),
    openRequestsOf: (organizationId, holder) =>
      guarded(() =>
        all(
          'token_requests',
          db
            .select()
            .from(requests)
            .where(
              and(
                eq(requests.organizationId, organizationId),
                eq(requests.requesterGithubId, holder),
                inArray(requests.status, ['pending', 'approved', 'claimed']),
              ),
            )
            .all(),
        ),
      ),
    requestsOfToken: (organizationId, tokenId) =>
      guarded(() =>
        all(
          'token_requests',
          db
            .select()
            .from(requests)
            .where(and(eq(requests.organizationId, organizationId), eq(requests.claimedByTokenId, tokenId)))
            .all(),
        ),
      ),
    openRequests: (organizationId) =>
      guarded(() =>
        all(
          'token_requests',
          db
            .select()
            .from(requests)
            .where(
              and(
                eq(requests.organizationId, organizationId),
                inArray(requests.status, ['pending', 'approved', 'claimed']),
              ),
            )
            .orderBy(asc(requests.number))
            .all(),
        ),
      ),
    overdueRequests: (now) =>
      guarded(() => [
        ...all(
          'token_requests',
          db
            .select()
            .from(requests)
            .where(and(eq(requests.status, 'pending'), lte(requests.undecidedUntil, now)))
            .all(),
        ),
        ...all(
          'token_requests',
          db
            .select()
            .from(requests)
            .where(and(eq(requests.status, 'approved'), lte(requests.lapsesAt, now)))
            .all(),
        ),
      ]),
    approvedRequestsWithDate: () =>
      guarded(() =>
        all('token_requests', db.select().from(requests).where(eq(requests.status, 'approved')).all()).filter(
          ({ scope }) => scope.lifetime.kind === 'date',
        ),
      ),

    unhandledHints: () =>
      guarded(() =>
        all(
          'hints',
          db.select().from(hints).where(isNull(hints.handledAt)).orderBy(asc(hints.receivedAt)).limit(1_000).all(),
        ),
      ),
    hintsAbout: (tokenId) =>
      guarded(() =>
        all(
          'hints',
          db.select().from(hints).where(eq(hints.toldTokenId, tokenId)).orderBy(desc(hints.receivedAt)).limit(20).all(),
        ),
      ),

    copy: (id) => guarded(() => one('message_copies', db.select().from(copies).where(eq(copies.id, id)).get())),
    copiesAbout: (subjectKeys) =>
      guarded(() =>
        all(
          'message_copies',
          db
            .select()
            .from(copies)
            .where(inArray(copies.subjectKey, [...subjectKeys]))
            .all(),
        ),
      ),
    copyAt: (channel, ts) =>
      guarded(() =>
        one(
          'message_copies',
          db
            .select()
            .from(copies)
            .where(and(eq(copies.channel, channel), eq(copies.ts, ts)))
            .get(),
        ),
      ),

    replaceRepositories: (organizationId, list, readAt) =>
      guarded(() => replaceRepositories(database, organizationId, list, readAt)),
    searchRepositories: (organizationId, typed, limit) =>
      guarded(() => {
        const wanted = typed.trim().toLowerCase();
        const name = sql`lower(${repositories.name})`;
        return db
          .select()
          .from(repositories)
          .where(and(eq(repositories.organizationId, organizationId), sql`instr(${name}, ${wanted}) > 0`))
          .orderBy(sql`${name} <> ${wanted}`, sql`instr(${name}, ${wanted}) <> 1`, asc(repositories.name))
          .limit(limit)
          .all()
          .map(asRepository);
      }),
    repositoriesByName: (organizationId, names) =>
      guarded(() =>
        db
          .select()
          .from(repositories)
          .where(and(eq(repositories.organizationId, organizationId), inArray(repositories.name, [...names])))
          .all()
          .map(asRepository),
      ),

    forget: (before, draftsBefore) =>
      guarded(() =>
        inTransaction(database, () => {
          forgetEffects(database, before);
          db.delete(hints)
            .where(and(isNotNull(hints.handledAt), lt(hints.handledAt, before)))
            .run();
          db.delete(drafts).where(lt(drafts.createdAt, draftsBefore)).run();
        }),
      ),
  };
}

function replaceRepositories(
  database: Database,
  organizationId: OrganizationId,
  list: readonly Repository[],
  readAt: Instant,
): void {
  const { repositories } = tables;
  const { drizzle } = database;
  // One that moved here from another of our organizations has its row already.
  const moved = drizzle
    .delete(repositories)
    .where(eq(repositories.id, sql.placeholder('id')))
    .prepare();
  const insert = drizzle
    .insert(repositories)
    .values({
      id: sql.placeholder('id'),
      organizationId,
      name: sql.placeholder('name'),
      isPrivate: sql.placeholder('isPrivate'),
      readAt,
    })
    .prepare();
  inTransaction(database, () => {
    drizzle.delete(repositories).where(eq(repositories.organizationId, organizationId)).run();
    for (const { id, name, isPrivate } of list) {
      moved.run({ id });
      insert.run({ id, name, isPrivate });
    }
  });
}
