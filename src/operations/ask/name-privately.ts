import type { Organization } from '../../domain/organization.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import type { Repository, RepositoryAccess } from '../../domain/scope/agreement.ts';
import type { NamedPrivately } from '../../domain/scope/named-privately.ts';
import type { Ports } from '../../ports/ports.ts';
import { isOwnerNow } from '../people/authorize.ts';
import { mayRead } from './may-read.ts';
import type { ReadableRepositories } from './readable-repositories.ts';

/** More of one request are not asked for one by one: they are counted. */
const mostAsked = 100;

/**
 * Which private repositories of what a reviewer looks at may be named to them: an owner sees all of theirs, everybody else what GitHub says that
 * they may read. What it does not say in time is not named.
 */
export async function namePrivately(
  ports: Ports,
  readable: ReadableRepositories,
  organization: Organization,
  viewer: LinkedPerson,
  accesses: readonly RepositoryAccess[],
): Promise<NamedPrivately> {
  const asked = new Map(accesses.flatMap(privateOf).map((one) => [one.id, one] as const));
  if (asked.size === 0 || (await isOwnerNow(ports, organization, viewer)) === true) return true;
  // A name may be another repository's by now: only what the index still knows by this id is asked for.
  const some = [...asked.values()].slice(0, mostAsked);
  const known = await ports.store.repositoriesByName(
    organization.id,
    some.map(({ name }) => name),
  );
  const answers = await Promise.all(
    some.map(async (one) => {
      const isKnown = known.some(({ id, name }) => id === one.id && name === one.name);
      return isKnown ? mayRead(ports, readable, organization, viewer, one, 'look') : false;
    }),
  );
  return {
    ids: new Set(some.filter((_, at) => answers[at] === true).map(({ id }) => id)),
    isChecked: some.length === asked.size && !answers.includes(null),
  };
}

function privateOf(access: RepositoryAccess): readonly Repository[] {
  return access.selection === 'subset' ? access.repositories.filter(({ isPrivate }) => isPrivate) : [];
}
