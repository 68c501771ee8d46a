import type { OrganizationId } from '../domain/ids.ts';
import { Fault } from '../ports/fault.ts';
import type { Github } from '../ports/github.ts';
import {
  activeToken,
  asAccount,
  asActiveToken,
  asPendingToken,
  asRepository,
  pendingToken,
  permission,
  read,
  repository,
  user,
} from './answers.ts';
import { isNotFound, statusOf } from './github-fault.ts';
import { createInstallations, type Installations } from './installation.ts';
import { listAll, listTokens } from './listing.ts';
import { membership } from './membership.ts';
import { createOctokit, type OctokitOptions } from './octokit.ts';

/** With these GitHub did not even look at what was asked. */
const notHeard = new Set(['status_401', 'not_installed', 'suspended', 'no_token']);

/** A write is sent once. Whatever comes back but 204 says nothing certain, the lost answer least of all. */
async function writeOnce(
  installations: Installations,
  organization: string,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): ReturnType<Github['reviewPendingToken']> {
  try {
    const { status } = await installations.call(organization, route, { org: organization, ...parameters });
    return status === 204 ? { outcome: 'done' } : { outcome: 'unknown', status, retryAfterSeconds: null };
  } catch (error) {
    if (!(error instanceof Fault) || notHeard.has(error.code)) throw error;
    return { outcome: 'unknown', status: statusOf(error), retryAfterSeconds: error.retryAfterSeconds };
  }
}

/** GitHub as the App sees it. */
export function createGithub(options: OctokitOptions & { readonly now: () => number }): Github {
  const installations = createInstallations(createOctokit(options), options.now);
  const requests = (organization: string): string =>
    `/orgs/${encodeURIComponent(organization)}/personal-access-token-requests`;
  const tokens = (organization: string): string => `/orgs/${encodeURIComponent(organization)}/personal-access-tokens`;
  return {
    organization: async (login) => {
      const account = await installations.account(login);
      return { id: account.id as OrganizationId, login: account.login };
    },
    accountByLogin: async (organization, login, timeoutMs) => {
      try {
        const { data } = await installations.call(
          organization,
          'GET /users/{username}',
          { username: login },
          AbortSignal.timeout(timeoutMs),
        );
        return asAccount(read(user, data));
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    membership: (organization, account, timeoutMs) => membership(installations, organization, account, timeoutMs),
    owners: async (organization) => {
      const path = `/orgs/${encodeURIComponent(organization)}/members`;
      return (await listAll(installations, organization, path, user, '&role=admin')).map(asAccount);
    },
    repositories: async (organization) => {
      const path = `/orgs/${encodeURIComponent(organization)}/repos`;
      return (await listAll(installations, organization, path, repository, '&type=all')).map(asRepository);
    },
    mayRead: async (organization, name, account, timeoutMs) => {
      try {
        const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
        const parameters = { owner: organization, repo: name, username: account.login };
        const { data } = await installations.call(organization, route, parameters, AbortSignal.timeout(timeoutMs));
        const found = read(permission, data);
        // The login may belong to somebody else by now.
        return found.permission !== 'none' && found.user?.id === account.githubId;
      } catch (error) {
        if (isNotFound(error)) return false;
        throw error;
      }
    },
    pendingTokens: async (organization, ids) =>
      (await listTokens(installations, organization, requests(organization), pendingToken, ids)).map(asPendingToken),
    activeTokens: async (organization, ids) =>
      (await listTokens(installations, organization, tokens(organization), activeToken, ids)).map(asActiveToken),
    repositoriesOfPendingToken: async (organization, id) =>
      (await listAll(installations, organization, `${requests(organization)}/${id}/repositories`, repository)).map(
        asRepository,
      ),
    repositoriesOfActiveToken: async (organization, id) =>
      (await listAll(installations, organization, `${tokens(organization)}/${id}/repositories`, repository)).map(
        asRepository,
      ),
    reviewPendingToken: (organization, id, action, reason) =>
      writeOnce(installations, organization, 'POST /orgs/{org}/personal-access-token-requests/{pat_request_id}', {
        pat_request_id: id,
        action,
        ...(reason === null ? {} : { reason }),
      }),
    revokeToken: (organization, id) =>
      writeOnce(installations, organization, 'POST /orgs/{org}/personal-access-tokens/{pat_id}', {
        pat_id: id,
        action: 'revoke',
      }),
  };
}
