import { type DestinationStream, pino } from 'pino';
import type { Config } from './config/environment.ts';
import { redactCredentials } from './domain/credential.ts';
import type { Log, LogFields } from './ports/log.ts';

/** The fields as they may be written. */
export function safeFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? redactCredentials(value) : value]),
  );
}

/** JSON lines. Callers name the fields they mean; that nothing in them looks like a credential is the second net (P7). */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Log {
  const logger = destination === undefined ? pino({ level, base: null }) : pino({ level, base: null }, destination);
  return {
    info: (what, fields = {}) => logger.info(safeFields(fields), what),
    warn: (what, fields = {}) => logger.warn(safeFields(fields), what),
    error: (what, fields = {}) => logger.error(safeFields(fields), what),
  };
}
