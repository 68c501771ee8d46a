import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization } from '../find-organization.ts';

/** An hour, but for the second on which the timetable ticks. */
const betweenSeconds = 3_540;

/** Reads the organizations' repositories into the local index that the form's type-ahead searches. */
export async function refreshRepositories(ports: Ports): Promise<void> {
  for (const { login } of ports.policy().organizations) {
    // Ten thousand names are a hundred calls.
    const what = `repositories ${login}`;
    if (ports.pace.isWaiting(what) || !ports.pace.mayBegin(what, betweenSeconds)) continue;
    try {
      const governed = await findOrganization(ports, login);
      if (governed === null) continue;
      const repositories = await ports.github.repositories(login);
      await ports.store.replaceRepositories(governed.organization.id, repositories, ports.clock.now());
      ports.pace.succeeded(what);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ports.pace.failed(what);
      ports.log.warn('the repositories could not be read; the last list stays', {
        organization: login,
        ...error.fields,
      });
    }
  }
}
