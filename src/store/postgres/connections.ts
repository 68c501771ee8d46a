import pg from 'pg';
import { Fault } from '../../ports/fault.ts';
import type { Address } from './database-url.ts';

export type Limits = {
  readonly poolSize: number;
  readonly connectMs: number;
  /** How long a transaction waits for another's rows or for the end of the chain. */
  readonly lockMs: number;
  readonly statementMs: number;
  /** A process that was stopped in the middle of a transaction may hold the end of the chain: it is let go of then. */
  readonly idleInTransactionMs: number;
  /** Longer than the server takes to give up: whoever does not answer by then is cut off. */
  readonly answerMs: number;
  /** Whoever keeps the timetable and says nothing for so long, stopped or cut off, gives it up. */
  readonly schedulerSilenceMs: number;
};

/** A click has 2.5 s. And a server of ordinary size allows a hundred connections in all. */
export const usualLimits: Limits = {
  poolSize: 10,
  connectMs: 2_000,
  lockMs: 1_500,
  statementMs: 10_000,
  idleInTransactionMs: 5_000,
  answerMs: 15_000,
  schedulerSilenceMs: 30_000,
};

/** Acknowledged is written: only what would lose it is overruled. */
const settings = `select set_config('lock_timeout', $1, false), set_config('statement_timeout', $2, false),
  set_config('idle_in_transaction_session_timeout', $3, false),
  set_config('default_transaction_read_only',
    case $4 when 'true' then 'on' else current_setting('default_transaction_read_only') end, false),
  set_config('default_transaction_isolation', 'read committed', false),
  set_config('synchronous_commit',
    case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, false),
  current_schema() as schema`;

/** A pooler in between may drop what a connection asks for at its start: its rows would be another workspace's. */
export function requireSchema(wanted: string | null, found: string | null): void {
  if (wanted === null || wanted === found) return;
  const said = `the tables of ${wanted} can’t be reached: the server went to ${found ?? 'no schema'} instead`;
  throw new Fault('store', 'bad_address', { isRetryable: false, said });
}

export function clientConfig(address: Address, { connectMs, answerMs }: Limits): pg.ClientConfig {
  return {
    host: address.host,
    port: address.port,
    user: address.user,
    // Never from the environment or a file that we were not told of.
    password: address.password ?? '',
    database: address.database,
    application_name: address.applicationName,
    ssl: address.ssl,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    // From the connection's first moment, and for as long as it lives.
    ...(address.schema === null ? {} : { options: `-c search_path=${address.schema}` }),
  };
}

/** An error that nobody waits for is told by the next query; without a listener it would end the process. */
export function ignoreWhileIdle(client: pg.ClientBase): void {
  client.on('error', () => undefined);
}

export function createPool(address: Address, limits: Limits): pg.Pool {
  const { lockMs, statementMs, idleInTransactionMs } = limits;
  const pool = new pg.Pool({
    ...clientConfig(address, limits),
    max: limits.poolSize,
    idleTimeoutMillis: 60_000,
    onConnect: async (client) => {
      ignoreWhileIdle(client);
      const isReadOnly = address.isReadOnly ?? false;
      const { rows } = await client.query<{ schema: string | null }>(
        settings,
        [lockMs, statementMs, idleInTransactionMs, isReadOnly].map(String),
      );
      requireSchema(address.schema, rows[0]?.schema ?? null);
    },
  });
  pool.on('error', () => undefined);
  return pool;
}
