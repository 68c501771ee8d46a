import { secondsBetweenIndexes } from '../../domain/looks/repositories-apart.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization } from '../find-organization.ts';

/** Reads the organizations' repositories into the local index that the form's type-ahead searches; many of them less often. */
export async function refreshRepositories(ports: Ports): Promise<void> {
  for (const { login } of ports.policy().organizations) {
    try {
      await ports.pace.run(`repositories ${login}`, () => readRepositories(ports, login));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      ports.log.warn('the repositories could not be read; the last list stays', {
        organization: login,
        ...error.fields,
      });
    }
  }
}

async function readRepositories(ports: Ports, login: string): Promise<number> {
  const governed = await findOrganization(ports, login);
  if (governed === null) return 0;
  const repositories = await ports.github.for('rotation').repositories(login);
  await ports.store.replaceRepositories(governed.organization.id, repositories, ports.clock.now());
  return secondsBetweenIndexes(repositories.length);
}
