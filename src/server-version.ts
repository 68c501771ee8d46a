import { isServerSupported, leastServerVersion } from './domain/github-host.ts';
import type { Log } from './ports/log.ts';

/**
 * Hears which version of Enterprise Server answers, as GitHub says with each answer there, and logs it when it is another one than before:
 * a warning where it is older than what this was made for. A server is upgraded while we run.
 */
export function noteServerVersion(log: Log): (version: string) => void {
  let last: string | null = null;
  return (version) => {
    if (version === last) return;
    last = version;
    const fields = { version, least: leastServerVersion };
    if (isServerSupported(version)) log.info('GitHub is an Enterprise Server', fields);
    else log.warn('this Enterprise Server is older than what Countersign was made for', fields);
  };
}
