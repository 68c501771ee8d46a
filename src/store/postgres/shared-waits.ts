import { sql } from 'drizzle-orm';
import type { HearWait, SharedWaits } from '../../ports/shared-waits.ts';
import type { Engine, Statement } from '../engine.ts';
import { lockKey, type Schema } from './advisory-lock.ts';
import { serverNow } from './server-now.ts';

/** What others say, over the connection that each process keeps. */
export type Hearing = { readonly heard: (text: string) => void; readonly mayHaveMissed: () => void };

/** Each workspace's own: its schema may be one of several in the database. */
export function channelOf(schema: Schema): string {
  return `countersign waits ${lockKey(schema, 'waits')[1]}`;
}

const ofGithub = 'rest github ';

/** Kept for those that start later, and said to those that are there. */
const tell: Statement<unknown> = ({ build, tables: { counters } }) =>
  build
    .insert(counters)
    .values({ name: sql.placeholder('name'), value: sql`${serverNow} + ${sql.placeholder('waitMs')}::bigint` })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`greatest(${counters.value}, excluded.value)` } })
    .returning({ said: sql`pg_notify(${sql.placeholder('channel')}, ${sql.placeholder('text')})` });

const notOver: Statement<{ readonly name: string; readonly waitMs: number }> = ({ build, tables: { counters } }) =>
  build
    .select({ name: counters.name, waitMs: sql<number>`${counters.value} - ${serverNow}`.mapWith(Number) })
    .from(counters)
    .where(sql`${counters.name} like 'rest github %' and ${counters.value} > ${serverNow}`);

export function createSharedWaits(engine: Engine, schema: Schema, listen: (hearing: Hearing) => void): SharedWaits {
  async function hearAll(listener: HearWait): Promise<void> {
    for (const { name, waitMs } of await engine.run(notOver)) listener(name.slice(ofGithub.length), waitMs);
  }

  return {
    tell: async (organization, waitMs) => {
      const text = JSON.stringify({ organization, waitMs });
      await engine.run(tell, { name: `${ofGithub}${organization}`, waitMs, channel: channelOf(schema), text });
    },
    hear: async (listener) => {
      listen({
        heard: (text) => {
          const { organization, waitMs } = JSON.parse(text) as {
            readonly organization: string;
            readonly waitMs: number;
          };
          listener(organization, waitMs);
        },
        // Whoever can't be asked now says so to whoever asks next.
        mayHaveMissed: () => void hearAll(listener).catch(() => undefined),
      });
      await hearAll(listener);
    },
  };
}
