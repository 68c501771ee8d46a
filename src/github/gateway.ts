import type { z } from 'zod';
import type { OrganizationId, TokenId } from '../domain/ids.ts';
import type { Repository } from '../domain/scope/agreement.ts';
import { Fault } from '../ports/fault.ts';
import type { Github, Priority } from '../ports/github.ts';
import type { Log } from '../ports/log.ts';
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
import { type Budget, type Caller, createBudget } from './budget.ts';
import { isNotFound, statusOf } from './github-fault.ts';
import { type CallGithub, createInstallations, type IdOf, type Installations } from './installation.ts';
import { type List, listAll, listTokens, listTokensOf, listWhole } from './listing.ts';
import { membership } from './membership.ts';
import { createOctokit, type OctokitOptions } from './octokit.ts';
import { createOddItems } from './odd-items.ts';

/** With these GitHub did not even look at what was asked. */
const notHeard = new Set(['status_401', 'not_installed', 'suspended', 'no_token']);

/**
 * The one way to anything that changes something at GitHub: for an organization that is only observed there is none. Sent once. Whatever comes back
 * but 204 says nothing certain, the lost answer least of all.
 */
async function writeOnce(
  { call, mayChange }: Pick<Bound, 'call' | 'mayChange'>,
  organization: string,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): ReturnType<Github['reviewPendingToken']> {
  if (!mayChange(organization)) throw new Fault('github', 'only_observed', { isRetryable: true, isUncalled: true });
  try {
    const { status } = await call(organization, route, { org: organization, ...parameters });
    return status === 204 ? { outcome: 'done' } : { outcome: 'unknown', status, retryAfterSeconds: null };
  } catch (error) {
    if (!(error instanceof Fault) || notHeard.has(error.code)) throw error;
    return { outcome: 'unknown', status: statusOf(error), retryAfterSeconds: error.retryAfterSeconds };
  }
}

export type GithubOptions = OctokitOptions & {
  readonly now: () => number;
  /** By the clock that nobody sets; `now` unless told. */
  readonly elapsedMs?: () => number;
  /** How many processes share what GitHub gives; 1 unless told. */
  readonly processes?: () => number;
  readonly log?: Pick<Log, 'warn'>;
  /** How many times longer than usual an answer is waited for; 1 unless told. */
  readonly patience?: number;
  readonly idOf?: IdOf;
  /** Whether anything of the organization may be changed; nothing of any unless told. Asked right before each call. */
  readonly mayChange?: (organization: string) => boolean;
};

/** GitHub as the App sees it, with the priority of a pass. */
export function createGithub(options: GithubOptions): Github {
  const budget = createBudget(options.elapsedMs ?? options.now, options.processes);
  const installations = createInstallations(createOctokit(options), options.now, budget, options.idOf);
  const noteOdd = createOddItems(options.log);
  const { patience = 1, mayChange = () => false } = options;
  const bound = (priority: Priority, person?: string): Github => {
    const caller: Caller = person === undefined ? { priority } : { priority, person };
    return githubFor({
      call: installations.callFor(caller),
      installations,
      budget,
      noteOdd,
      patience,
      mayChange,
      bound,
    });
  };
  return bound('pass');
}

type Bound = {
  readonly call: CallGithub;
  readonly installations: Installations;
  readonly budget: Budget;
  readonly noteOdd: ReturnType<typeof createOddItems>;
  readonly patience: number;
  readonly mayChange: (organization: string) => boolean;
  readonly bound: Github['for'];
};

function githubFor({ call, installations, budget, noteOdd, patience, mayChange, bound }: Bound): Github {
  const listOf = <T>(organization: string, below: string, item: z.ZodType<T>): List<T> => ({
    call,
    organization,
    path: `/orgs/${encodeURIComponent(organization)}/${below}`,
    item,
  });
  const requests = (organization: string) => listOf(organization, 'personal-access-token-requests', pendingToken);
  const tokens = (organization: string) => listOf(organization, 'personal-access-tokens', activeToken);
  const repositoriesOf = async (organization: string, below: string): Promise<readonly Repository[]> =>
    (await listWhole(listOf(organization, `${below}/repositories`, repository))).map(asRepository);
  const listReadable = async <T extends { readonly id: number }>(
    organization: string,
    below: string,
    item: z.ZodType<T>,
    query: string,
  ): Promise<readonly T[]> => {
    const { items, odd } = await listAll(listOf(organization, below, item), query);
    noteOdd(organization, below, odd);
    return items;
  };
  return {
    for: bound,
    room: budget.room,
    organization: async (login) => {
      const account = await installations.account(login);
      return { id: account.id as OrganizationId, login: account.login };
    },
    accountByLogin: async (organization, login, timeoutMs) => {
      try {
        const { data } = await call(
          organization,
          'GET /users/{username}',
          { username: login },
          AbortSignal.timeout(timeoutMs * patience),
        );
        return asAccount(read(user, data));
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    membership: (organization, account, timeoutMs) => membership(call, organization, account, timeoutMs * patience),
    // Whom to write to instead, and what may be chosen: one less is better than none.
    owners: async (organization) => (await listReadable(organization, 'members', user, '&role=admin')).map(asAccount),
    everyOwner: async (organization, timeoutMs) => {
      const limit = AbortSignal.timeout(timeoutMs * patience);
      const limited: CallGithub = (login, route, parameters) => call(login, route, parameters, limit);
      const list = { ...listOf(organization, 'members', user), call: limited };
      return (await listWhole(list, '&role=admin')).map(asAccount);
    },
    members: async (organization) => (await listReadable(organization, 'members', user, '')).map(asAccount),
    repositories: async (organization) =>
      (await listReadable(organization, 'repos', repository, '&type=all')).map(asRepository),
    mayRead: async (organization, name, account, timeoutMs) => {
      try {
        const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
        const parameters = { owner: organization, repo: name, username: account.login };
        const { data } = await call(organization, route, parameters, AbortSignal.timeout(timeoutMs * patience));
        const found = read(permission, data);
        // The login may belong to somebody else by now.
        return found.permission !== 'none' && found.user?.id === account.githubId;
      } catch (error) {
        if (isNotFound(error)) return false;
        throw error;
      }
    },
    listPendingTokens: async (organization) => {
      const { items, odd } = await listAll(requests(organization));
      noteOdd(organization, 'personal-access-token-requests', odd);
      return { listed: items.map(asPendingToken), unreadable: odd.map(({ tokenId }) => tokenId as TokenId | null) };
    },
    listActiveTokens: async (organization) => {
      const { items, odd } = await listAll(tokens(organization));
      noteOdd(organization, 'personal-access-tokens', odd);
      return { listed: items.map(asActiveToken), unreadable: odd.map(({ tokenId }) => tokenId as TokenId | null) };
    },
    pendingTokens: async (organization, ids) => (await listTokens(requests(organization), ids)).map(asPendingToken),
    activeTokens: async (organization, ids) => (await listTokens(tokens(organization), ids)).map(asActiveToken),
    pendingTokensOf: async (organization, logins) =>
      (await listTokensOf(requests(organization), logins)).map(asPendingToken),
    activeTokensOf: async (organization, logins) =>
      (await listTokensOf(tokens(organization), logins)).map(asActiveToken),
    repositoriesOfPendingToken: (organization, id) =>
      repositoriesOf(organization, `personal-access-token-requests/${id}`),
    repositoriesOfActiveToken: (organization, id) => repositoriesOf(organization, `personal-access-tokens/${id}`),
    reviewPendingToken: (organization, id, action, reason) =>
      writeOnce({ call, mayChange }, organization, 'POST /orgs/{org}/personal-access-token-requests/{pat_request_id}', {
        pat_request_id: id,
        action,
        ...(reason === null ? {} : { reason }),
      }),
    revokeToken: (organization, id) =>
      writeOnce({ call, mayChange }, organization, 'POST /orgs/{org}/personal-access-tokens/{pat_id}', {
        pat_id: id,
        action: 'revoke',
      }),
  };
}
