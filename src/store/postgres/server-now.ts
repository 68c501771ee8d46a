import { sql } from 'drizzle-orm';

/** The server's clock, which is one for all processes, in milliseconds. */
export const serverNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
