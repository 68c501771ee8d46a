import type { SlackUserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import type { GithubAccount, Membership } from '../../domain/person.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { FieldProblem } from '../../domain/requests/field-problem.ts';
import { linkedAccount, readMachineUser, sponsoredBy } from '../../domain/requests/machine-user.ts';
import type { Draft } from '../../domain/requests/token-request.ts';
import type { Ports } from '../../ports/ports.ts';
import { requireActive } from '../people/authorize.ts';

/** The machine user that the form names, from our rows alone; null where people ask for themselves. */
export async function chosenMachineUser(
  ports: Ports,
  slackId: SlackUserId,
  answers: Draft['answers'],
): Promise<GithubAccount | null | { readonly problem: FieldProblem }> {
  const chosen = readMachineUser(answers, sponsoredBy(slackId, ports.policy()));
  if ('problem' in chosen) return chosen;
  if (chosen.login === null) return null;
  const account = linkedAccount(chosen.login, await ports.store.machineUserByLogin(chosen.login));
  return 'problem' in account ? account : { githubId: account.githubId, login: chosen.login };
}

/** A machine user's membership now: a token of somebody who is no member reaches nothing. */
export async function requireMachineUser(
  ports: Ports,
  organization: Organization,
  account: GithubAccount,
): Promise<Membership | Refusal> {
  const { login } = account;
  const no = refuse({ why: 'machine_user_not_a_member', login, organization: organization.login });
  return requireActive(ports, organization, account, no);
}
