// What the account means that GitHub shows behind a machine user's login. Invariant: the first one that was found is kept; whoever has the login later
// is another account, whose tokens are no business of the old one's sponsor, and each channel is told of it once for each such account.
import { type Change, noChange } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import type { Organization } from '../organization.ts';
import type { GithubAccount, MachineUser } from '../person.ts';
import { type Policy, policyOf } from '../policy/policy.ts';
import { effectKey } from '../step.ts';

/** `login` and `sponsor`: as the policy names them. */
export type SeenMachineUser = {
  readonly login: string;
  readonly sponsor: SlackUserId;
  /** Who has the login now; null where nobody does. */
  readonly account: GithubAccount | null;
  /** What was found behind the login before; null where nothing was. */
  readonly ofLogin: MachineUser | null;
  /** As which login of the policy, of now or before, that account was found already; null where as none. */
  readonly ofAccount: MachineUser | null;
  readonly policy: Policy;
  readonly organizations: readonly Organization[];
};

/** `missing`: GitHub knows no such account. `taken`: another one has the login since the last look. */
export type MachineUserSeen = {
  readonly as: 'same' | 'missing' | 'linked' | 'taken';
  readonly change: Change;
};

export function seeMachineUser(seen: SeenMachineUser, at: Instant): MachineUserSeen {
  const { account, ofLogin, ofAccount, policy } = seen;
  // One that was renamed, or is gone, stays who it was.
  if (account === null) return { as: ofLogin === null ? 'missing' : 'same', change: noChange };
  const { githubId } = account;
  if (ofLogin !== null) {
    const isTold = githubId === ofLogin.githubId || githubId === ofLogin.takenBy;
    return isTold ? { as: 'same', change: noChange } : { as: 'taken', change: take(seen, ofLogin, account, at) };
  }
  // Two logins of the policy lead to one account: the first one is kept.
  if (ofAccount !== null && policy.machineUsers.has(ofAccount.id)) return { as: 'same', change: noChange };
  return { as: 'linked', change: link(seen, account, at) };
}

function link({ login, ofAccount }: SeenMachineUser, { githubId }: GithubAccount, at: Instant): Change {
  const row: MachineUser = { id: login, githubId, version: 1, linkedAt: at, takenBy: null };
  // The policy names the account by the login that it has now.
  const renamed =
    ofAccount === null
      ? []
      : [{ table: 'machine_users', was: ofAccount.version, row: ofAccount, removes: true } as const];
  return {
    writes: [...renamed, { table: 'machine_users', was: null, row }],
    entries: [{ at, actor: 'policy', act: 'machine_user.link', subject: `machine_user:${login}`, data: { githubId } }],
    effects: [],
  };
}

function take(
  { sponsor, policy, organizations }: SeenMachineUser,
  was: MachineUser,
  { githubId: found }: GithubAccount,
  at: Instant,
): Change {
  const { id: login, githubId: linked, version } = was;
  const told = organizations.filter((one) => policyOf(policy, one.login) !== undefined);
  return {
    writes: [{ table: 'machine_users', was: version, row: { ...was, version: version + 1, takenBy: found } }],
    entries: [
      {
        ...{ at, actor: 'countersign', act: 'machine_user.take' },
        ...{ subject: `machine_user:${login}`, data: { linked, found } },
      },
    ],
    effects: told.map(({ id }) => ({
      kind: 'post',
      key: effectKey.taken(id, login, found),
      to: { to: 'reviewers', organizationId: id },
      message: { kind: 'login_taken', login, sponsor },
    })),
  };
}
