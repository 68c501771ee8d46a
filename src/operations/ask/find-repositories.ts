import type { SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import type { Repository } from '../../domain/scope/agreement.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { recognise } from '../people/authorize.ts';
import { linkPerson } from '../people/link-person.ts';

const offered = 20;
const keptMs = 60_000;
const timeoutMs = 1_400;

/** Who may read which private repository, as GitHub said less than a minute ago. */
export class ReadableRepositories {
  readonly #known = new Map<string, { readonly may: boolean; readonly at: number }>();

  async may(
    ports: Ports,
    organization: Organization,
    account: GithubAccount,
    repository: Repository,
  ): Promise<boolean> {
    if (!repository.isPrivate) return true;
    const key = `${account.githubId}/${repository.id}`;
    const now = ports.clock.now();
    const known = this.#known.get(key);
    if (known !== undefined && Math.abs(now - known.at) < keptMs) return known.may;
    if (this.#known.size > 10_000) this.#known.clear();
    const may = await ports.github.mayRead(organization.login, repository.name, account, timeoutMs);
    this.#known.set(key, { may, at: now });
    return may;
  }
}

/**
 * Names for the type-ahead: only what this person may read (T15). The local index is searched; private hits are asked for one by
 * one, and what GitHub did not confirm in time is not shown.
 */
export async function findRepositories(
  ports: Ports,
  readable: ReadableRepositories,
  slackId: SlackUserId,
  organization: Organization,
  typed: string,
): Promise<readonly Repository[]> {
  if ((await recognise(ports, slackId)) !== null) return [];
  const person = await linkPerson(ports, slackId, timeoutMs);
  if (isRefusal(person)) return [];
  const asking = { ...ports, github: ports.github.for('suggestion', slackId) };
  const hits = await ports.store.searchRepositories(organization.id, typed, offered);
  const checked = await Promise.all(
    hits.map(async (repository) => {
      try {
        return (await readable.may(asking, organization, person, repository)) ? [repository] : [];
      } catch (error) {
        if (error instanceof Fault) return [];
        throw error;
      }
    }),
  );
  return checked.flat();
}

/** Of these names, those of the organization that the person may read. Throws a Fault where GitHub does not say. */
export async function visibleRepositories(
  ports: Ports,
  organization: Organization,
  person: GithubAccount,
  names: readonly string[],
): Promise<ReadonlyMap<string, Repository>> {
  const found = await ports.store.repositoriesByName(organization.id, names);
  const checked = await Promise.all(
    found.map(async (repository) =>
      !repository.isPrivate || (await ports.github.mayRead(organization.login, repository.name, person, timeoutMs))
        ? [[repository.name, repository] as const]
        : [],
    ),
  );
  return new Map(checked.flat());
}
