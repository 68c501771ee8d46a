import type { SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { readTypedRepository } from '../../domain/requests/typed-repository.ts';
import type { Repository } from '../../domain/scope/agreement.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { recognise } from '../people/authorize.ts';
import { linkPerson } from '../people/link-person.ts';
import type { ReadableRepositories } from './readable-repositories.ts';

/** So many are shown. */
const offered = 20;
/** So many are looked through, and so many of them asked for, at once and in all. */
const mostHits = 500;
const atOnce = 10;
const mostAsked = 100;
/** Of a few letters nobody expects all: a list that opens must not use up what its reader types next. */
const mostAskedOfFew = 20;
const fewLetters = 2;
/** Slack shows nothing after three seconds. */
const timeoutMs = 1_400;

/** `hasMore`: not everything that fits was looked at, so there may be more that they may read. */
export type FoundRepositories = { readonly repositories: readonly Repository[]; readonly hasMore: boolean };

const nothing: FoundRepositories = { repositories: [], hasMore: false };

/**
 * Names for the type-ahead: only what this person may read (T15). The local index is searched, and its hits are gone through until enough of
 * them can be read: a hundred that can't must not hide the one that can. GitHub is asked for private ones, within the time and the
 * person's share of calls; what it did not confirm is not shown.
 */
export async function findRepositories(
  ports: Ports,
  readable: ReadableRepositories,
  slackId: SlackUserId,
  organization: Organization,
  typed: string,
): Promise<FoundRepositories> {
  if ((await recognise(ports, slackId)) !== null) return nothing;
  const person = await linkPerson(ports, slackId, timeoutMs);
  if (isRefusal(person)) return nothing;
  const { owner, name } = readTypedRepository(typed);
  if (owner !== null && owner.toLowerCase() !== organization.login.toLowerCase()) return nothing;
  const hits = await ports.store.searchRepositories(organization.id, name, mostHits);
  const endsAtMs = ports.clock.elapsedMs() + timeoutMs;
  const found: Repository[] = [];
  const most = name.length > fewLetters ? mostAsked : mostAskedOfFew;
  let asked = 0;
  let isStopped = false;
  const may = async (repository: Repository): Promise<boolean> => {
    const known = readable.known(ports, person, repository);
    if (known !== null) return known;
    // Who knows the whole name waits for one answer, whatever they typed before.
    const isNamed = repository.name.toLowerCase() === name.toLowerCase();
    if (!isNamed && (asked >= most || isStopped)) {
      isStopped = true;
      return false;
    }
    asked += 1;
    try {
      const leftMs = Math.max(endsAtMs - ports.clock.elapsedMs(), 1);
      const github = ports.github.for(isNamed ? 'look' : 'suggestion', slackId);
      return await readable.ask({ ...ports, github }, organization.login, person, repository, leftMs);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      // Out of time or share, or an outage: nothing more is asked, and what is known is still shown.
      isStopped = true;
      return false;
    }
  };
  let lookedAt = 0;
  while (lookedAt < hits.length && found.length < offered) {
    const some = hits.slice(lookedAt, lookedAt + atOnce);
    lookedAt += some.length;
    const answers = await Promise.all(some.map(may));
    found.push(...some.filter((_, index) => answers[index] === true));
    isStopped ||= ports.clock.elapsedMs() >= endsAtMs;
  }
  const isWhole = !isStopped && lookedAt === hits.length && found.length <= offered && hits.length < mostHits;
  return { repositories: found.slice(0, offered), hasMore: !isWhole };
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
