import { type Logger, LogLevel } from '@slack/bolt';
import { echoed } from '../domain/credential.ts';
import type { Log } from '../ports/log.ts';

/** Bolt's own lines, at the level they deserve; never a payload. */
export function boltLogger(log: Log): Logger {
  const said = (...messages: readonly unknown[]): string =>
    echoed(messages.filter((one) => typeof one === 'string').join(' '), 500);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...messages) => log.warn('slack', { said: said(...messages) }),
    error: (...messages) => log.error('slack', { said: said(...messages) }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
