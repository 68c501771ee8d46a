import pg from 'pg';
import type { Address } from './database-url.ts';

/** A click has 2.5 s: a connection that takes longer helps nobody. */
const connectMs = 2_000;
/** How long a transaction waits for another's rows or for the end of the chain. */
const lockMs = 1_500;
/** Longer than any statement of ours takes. */
const statementMs = 10_000;
/** A process that was stopped in the middle of a transaction holds the end of the chain: it is let go of then. */
const idleInTransactionMs = 5_000;
/** The server would have given up by then: whoever does not answer is cut off. */
const answerMs = 15_000;

/** Acknowledged is written: only what would lose it is overruled. */
const settings = `select set_config('lock_timeout', '${lockMs}', false), set_config('statement_timeout', '${statementMs}', false),
  set_config('idle_in_transaction_session_timeout', '${idleInTransactionMs}', false),
  set_config('default_transaction_isolation', 'read committed', false),
  set_config('synchronous_commit',
    case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, false)`;

export function clientConfig(address: Address): pg.ClientConfig {
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
  };
}

/** An error that nobody waits for is told by the next query; without a listener it would end the process. */
export function ignoreWhileIdle(client: pg.ClientBase): void {
  client.on('error', () => undefined);
}

export function createPool(address: Address, size: number): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(address),
    max: size,
    idleTimeoutMillis: 60_000,
    onConnect: async (client) => {
      ignoreWhileIdle(client);
      await client.query(settings);
    },
  });
  pool.on('error', () => undefined);
  return pool;
}
