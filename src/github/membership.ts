import type { GithubUserId } from '../domain/ids.ts';
import type { GithubAccount, Membership } from '../domain/person.ts';
import { asAccount, membership as membershipAnswer, read, user } from './answers.ts';
import { isNotFound } from './github-fault.ts';
import type { CallGithub } from './installation.ts';
import { timeLimit } from './time-limit.ts';

async function accountById(
  call: CallGithub,
  organization: string,
  id: GithubUserId,
  limit?: AbortSignal,
): Promise<GithubAccount | null> {
  try {
    const { data } = await call(organization, 'GET /user/{account_id}', { account_id: id }, limit);
    return asAccount(read(user, data));
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

async function membershipOf(
  call: CallGithub,
  organization: string,
  login: string,
  limit: AbortSignal,
): Promise<Membership | null> {
  try {
    const parameters = { org: organization, username: login };
    const { data } = await call(organization, 'GET /orgs/{org}/memberships/{username}', parameters, limit);
    const found = read(membershipAnswer, data);
    return {
      account: asAccount(found.user),
      isActive: found.state === 'active',
      isOwner: found.role === 'admin',
    };
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/**
 * What an account is in the organization, asked afresh. Logins are renamed and recycled: the answer's id is compared, and where the
 * login belongs to somebody else now, the id's present login is asked for.
 */
export async function membership(
  call: CallGithub,
  organization: string,
  account: GithubAccount,
  timeoutMs: number,
): Promise<Membership | null> {
  // One limit for all the calls it takes.
  const limit = timeLimit(timeoutMs);
  const byLogin = await membershipOf(call, organization, account.login, limit);
  if (byLogin?.account.githubId === account.githubId) return byLogin;
  const now = await accountById(call, organization, account.githubId, limit);
  if (now === null || now.login.toLowerCase() === account.login.toLowerCase()) return null;
  const byPresentLogin = await membershipOf(call, organization, now.login, limit);
  return byPresentLogin?.account.githubId === account.githubId ? byPresentLogin : null;
}
