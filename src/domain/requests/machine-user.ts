// Whose token is asked for: one's own, or that of a machine user that the policy names one as the sponsor of. Nobody asks for another's.
import type { SlackUserId } from '../ids.ts';
import type { GithubAccount, MachineUser } from '../person.ts';
import type { Policy } from '../policy/policy.ts';
import type { FieldProblem } from './field-problem.ts';
import type { Draft } from './token-request.ts';

/** The option value for oneself. No login has an @ in it. */
export const forOneself = '@me';

/** The logins of the machine users that they sponsor, as the form offers them. */
export function sponsoredBy(slackId: SlackUserId, { machineUsers }: Policy): readonly string[] {
  return [...machineUsers].filter(([, sponsor]) => sponsor === slackId).map(([login]) => login);
}

/**
 * Who stands for an account; null for one that is no machine user's. Accounts are told apart by id, since a login can be recycled: `linked` is what the
 * account was found behind first, `ofLogin` what was found behind the login that it has now, null where nothing was.
 */
export function sponsorFor(
  { machineUsers }: Pick<Policy, 'machineUsers'>,
  login: string,
  linked: MachineUser | null,
  ofLogin: MachineUser | null,
): SlackUserId | null {
  const byId = linked === null ? undefined : machineUsers.get(linked.id);
  return byId ?? (ofLogin === null ? machineUsers.get(login.toLowerCase()) : null) ?? null;
}

/**
 * Who may not decide on an account's tokens for standing behind it. `standing`: as `sponsorFor` finds them. A login of the policy that is another
 * account's by now may have been taken by its sponsor, who would decide on their own.
 */
export function behindAccount(
  { machineUsers }: Pick<Policy, 'machineUsers'>,
  { login }: GithubAccount,
  standing: SlackUserId | null,
): { readonly sponsor: SlackUserId | null; readonly isStanding: boolean } {
  return { sponsor: standing ?? machineUsers.get(login.toLowerCase()) ?? null, isStanding: standing !== null };
}

/** The login that was chosen, null for oneself. A form's values are the client's word: what was not offered is refused. */
export function readMachineUser(
  { machine_user: given = null }: Draft['answers'],
  sponsored: readonly string[],
): { readonly login: string | null } | { readonly problem: FieldProblem } {
  if (given === null || given === '' || given === forOneself) return { login: null };
  if (typeof given !== 'string' || !sponsored.includes(given.toLowerCase())) return { problem: { why: 'not_offered' } };
  return { login: given.toLowerCase() };
}

/** The account that was first found behind the login; whoever took the name since is not what the sponsor stands for. */
export function linkedAccount(
  login: string,
  known: MachineUser | null,
): MachineUser | { readonly problem: FieldProblem } {
  return known === null || known.takenBy !== null ? { problem: { why: 'machine_user_unknown', login } } : known;
}
