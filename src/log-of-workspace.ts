import type { Log } from './ports/log.ts';

/** The same log, whose lines say of which of several workspaces they are. */
export function logOfWorkspace(log: Log, workspace: string): Log {
  return {
    info: (what, fields = {}) => log.info(what, { ...fields, workspace }),
    warn: (what, fields = {}) => log.warn(what, { ...fields, workspace }),
    error: (what, fields = {}) => log.error(what, { ...fields, workspace }),
  };
}
