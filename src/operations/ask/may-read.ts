import type { Organization } from '../../domain/organization.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import type { Repository } from '../../domain/scope/agreement.ts';
import { unlessFault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ReadableRepositories } from './readable-repositories.ts';

const timeoutMs = 1_400;

/** Whether somebody may read a repository, out of their share of such calls; null where GitHub did not say. */
export async function mayRead(
  ports: Ports,
  readable: ReadableRepositories,
  { login }: Organization,
  person: LinkedPerson,
  repository: Repository,
  use: 'look' | 'suggestion',
): Promise<boolean | null> {
  return (
    readable.known(ports, person, repository) ??
    unlessFault(() => {
      const github = ports.github.for(use, person.slackId);
      return readable.ask({ ...ports, github }, login, person, repository, timeoutMs);
    }, null)
  );
}
