// Where an account belongs, by what GitHub said of each organization of the policy: those that it owns first.
import type { Organization } from '../organization.ts';
import { type GithubAccount, isMember, type ToldMembership } from '../person.ts';

/** `present`: the account as GitHub names it now. */
export type Belonging = {
  readonly organizations: readonly Organization[];
  readonly isOwner: boolean;
  readonly present: GithubAccount;
};

export type AskedOrganization = { readonly organization: Organization; readonly membership: ToldMembership };

/** Not knowing of one is not knowing whether it is owned; nor does anybody know where none could be asked. */
export function belongingOf(account: GithubAccount, asked: readonly AskedOrganization[]): Belonging | 'not_checked' {
  if (asked.length === 0 || asked.some(({ membership }) => membership === 'not_checked')) return 'not_checked';
  const active = asked.flatMap(({ organization, membership }) =>
    isMember(membership) ? [{ organization, membership }] : [],
  );
  const owned = active.filter(({ membership }) => membership.isOwner);
  const others = active.filter(({ membership }) => !membership.isOwner);
  return {
    organizations: [...owned, ...others].map(({ organization }) => organization),
    isOwner: owned.length > 0,
    present: active[0]?.membership.account ?? account,
  };
}
