// Whose account an address is, by what an organization's own identity provider says of its members. Invariant: one identity and one account
// alone, both ways; a name that is merely alike is nobody's, and so is an address that two identities have.
import type { GithubUserId } from '../ids.ts';
import { type GithubAccount, type ToldPerson, whyNotServed } from '../person.ts';

export type ExternalIdentity = {
  readonly guid: string;
  /** Null until they signed in to GitHub by it. */
  readonly account: GithubAccount | null;
  /** NameID, user name and addresses, as the provider sends them. */
  readonly names: readonly string[];
};

/** Slack writes addresses in small letters, and providers as they like; the letters themselves must be the same. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The account that the address belongs to, or null. */
export function matchIdentity(address: string, identities: readonly ExternalIdentity[]): GithubAccount | null {
  if (!address.includes('@')) return null;
  // Those that nobody has signed in by count too: the address may be theirs.
  const [found, ...others] = identities.filter(({ names }) => names.some((name) => isSame(name, address)));
  if (found === undefined || others.length > 0 || found.account === null) return null;
  return identitiesOf(found.account.githubId, identities).length === 1 ? found.account : null;
}

type Providers = readonly (readonly ExternalIdentity[])[];

/** The account that all providers name that know the address; null where none does, or two of them name different ones: then it is nobody's. */
export function accountAmong(address: string, providers: Providers): GithubAccount | null {
  const accounts = providers.flatMap((identities) => matchIdentity(address, identities) ?? []);
  const [account] = accounts;
  if (account === undefined) return null;
  return accounts.every(({ githubId }) => githubId === account.githubId) ? account : null;
}

/**
 * Whose account somebody's address in Slack is. One that leads to nobody, or to somebody who can't use this, says nothing; one that another
 * organization's provider gives to somebody else is nobody's.
 */
export function accountBehind(address: string, told: ToldPerson, providers: Providers): GithubAccount | null {
  return whyNotServed(told) === null ? accountAmong(address, providers) : null;
}

/** Members whom nobody in Slack is linked to. */
export function withoutLink(
  identities: readonly ExternalIdentity[],
  links: readonly Pick<GithubAccount, 'githubId'>[],
): readonly ExternalIdentity[] {
  const linked = new Set(links.map(({ githubId }) => githubId));
  return identities.filter(({ account }) => account !== null && !linked.has(account.githubId));
}

/**
 * What becomes of a link that rests on providers alone: it stands while any of them still says so, is of another account where they name one, or ends.
 * `address`: null where Slack does not tell it, and then only the account's own identity can speak against it.
 */
export function afterProviders(
  githubId: GithubUserId,
  address: string | null,
  providers: Providers,
): GithubAccount | 'stands' | 'ends' {
  const says = (identities: readonly ExternalIdentity[]): boolean =>
    address === null
      ? identitiesOf(githubId, identities).length > 0
      : matchIdentity(address, identities)?.githubId === githubId;
  if (providers.some(says)) return 'stands';
  return (address === null ? null : accountAmong(address, providers)) ?? 'ends';
}

function identitiesOf(githubId: GithubUserId, identities: readonly ExternalIdentity[]): readonly ExternalIdentity[] {
  return identities.filter(({ account }) => account?.githubId === githubId);
}

/** The addresses under which an account can be looked for in Slack: only where they are its own alone. */
export function addressesOf({ account, names }: ExternalIdentity, identities: readonly ExternalIdentity[]) {
  if (account === null) return [];
  const own = [...new Set(names.map((name) => name.toLowerCase()))];
  return own.filter((name) => matchIdentity(name, identities)?.githubId === account.githubId);
}
