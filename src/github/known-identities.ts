import type { ExternalIdentity } from '../domain/people/match-identity.ts';

type Identities = readonly ExternalIdentity[];
const keptMs = 3_900_000;

/**
 * The last complete list of each organization's identities, for somewhat more than the hour after which it is read again. Addresses are in it: it is
 * kept in memory alone.
 */
export type KnownIdentities = {
  /** Reads it, and keeps what came of it. */
  readonly read: (organization: string) => Promise<Identities | null>;
  /** What is kept, or what is being read; read where neither is. */
  readonly latest: (organization: string) => Promise<Identities | null>;
};

export function createKnownIdentities(
  list: (organization: string) => Promise<Identities | null>,
  elapsedMs: () => number,
): KnownIdentities {
  const known = new Map<string, { readonly at: number; readonly listed: Promise<Identities | null> }>();
  const read = (organization: string): Promise<Identities | null> => {
    const entry = { at: elapsedMs(), listed: list(organization) };
    known.set(organization, entry);
    entry.listed.catch(() => {
      if (known.get(organization) === entry) known.delete(organization);
    });
    return entry.listed;
  };
  return {
    read,
    latest: (organization) => {
      const kept = known.get(organization);
      return kept !== undefined && elapsedMs() - kept.at < keptMs ? kept.listed : read(organization);
    },
  };
}

/**
 * Those that have the name now, with all that the whole list knows under that name or of those accounts: a question by name finds no second
 * person who has it as a further address, and one address of two people is nobody's.
 */
export function withLikeNamed(now: Identities, all: Identities, name: string): Identities {
  const found = new Set(now.map(({ guid }) => guid));
  const accounts = new Set(now.flatMap(({ account }) => account?.githubId ?? []));
  const others = all.filter(
    ({ guid, names, account }) =>
      !found.has(guid) &&
      (names.some((one) => one.toLowerCase() === name.toLowerCase()) ||
        (account !== null && accounts.has(account.githubId))),
  );
  return [...now, ...others];
}
