import type { z } from 'zod';
import { abilitiesOf, type HostAbilities } from '../domain/github-host.ts';
import type { OrganizationId, TokenId } from '../domain/ids.ts';
import type { Repository } from '../domain/scope/agreement.ts';
import { cleanLine } from '../domain/user-text.ts';
import { Fault } from '../ports/fault.ts';
import type { Github, Priority } from '../ports/github.ts';
import type { Log } from '../ports/log.ts';
import type { HearWait } from '../ports/shared-waits.ts';
import {
  activeToken,
  asAccount,
  asActiveToken,
  asPendingToken,
  asRepository,
  pendingToken,
  permission,
  profile,
  read,
  repository,
  user,
} from './answers.ts';
import { forClassicTokens } from './app-needs.ts';
import { type Budget, type Caller, createBudget } from './budget.ts';
import { classicListing, credential } from './classic-listing.ts';
import { externalIdentities } from './external-identities.ts';
import { isNotFound } from './github-fault.ts';
import { type CallGithub, createInstallations, type IdOf, type Installations } from './installation.ts';
import { createKnownIdentities, type KnownIdentities, withLikeNamed } from './known-identities.ts';
import { type List, listAll, listTokens, listTokensOf, listWhole } from './listing.ts';
import { membership } from './membership.ts';
import { createOctokit, type OctokitOptions } from './octokit.ts';
import { createOddItems } from './odd-items.ts';
import { reviewing } from './reviewing.ts';
import { timeLimit } from './time-limit.ts';
import { writesOfApp, writesOfPerson } from './writes.ts';

/** What goes on being read where nobody waits for it any more. */
function within<T>(limit: AbortSignal, work: Promise<T>): Promise<T> {
  const over = new Promise<never>((_, reject) => {
    limit.addEventListener('abort', () => reject(new Fault('github', 'timeout', { isRetryable: true })), {
      once: true,
    });
  });
  return Promise.race([work, over]);
}

export type GithubOptions = OctokitOptions & {
  readonly now: () => number;
  /** By the clock that nobody sets; `now` unless told. */
  readonly elapsedMs?: () => number;
  /** How many processes share what GitHub gives; 1 unless told. */
  readonly processes?: () => number;
  /** Told of each time that GitHub asks us to wait; and gives what others are asked for. Nobody else unless told. */
  readonly tellWait?: HearWait;
  readonly hearWaits?: (listener: HearWait) => void;
  readonly log?: Pick<Log, 'warn'>;
  /** How many times longer than usual an answer is waited for; 1 unless told. */
  readonly patience?: number;
  readonly idOf?: IdOf;
  /** Whether anything of the organization may be changed; nothing of any unless told. Asked right before each call. */
  readonly mayChange?: (organization: string) => boolean;
  /** Whether the organization is another's of those that this process works for; none is unless told. */
  readonly isAnothers?: (id: OrganizationId) => Promise<boolean>;
  /** What this GitHub can do; as much as github.com unless told. */
  readonly abilities?: HostAbilities;
};

/** GitHub as the App sees it, with the priority of a pass. */
export function createGithub(options: GithubOptions): Github {
  const { mayCountNothing, listsClassicTokens } = options.abilities ?? abilitiesOf('https://github.com');
  const budget = createBudget(options.elapsedMs ?? options.now, options.processes, mayCountNothing, options.tellWait);
  options.hearWaits?.(budget.waitToo);
  const octokit = createOctokit(options);
  const installations = createInstallations(octokit, options.now, budget, options.idOf);
  const noteOdd = createOddItems(options.log);
  const { patience = 1, mayChange = () => false, isAnothers = async () => false } = options;
  const listing = installations.callFor({ priority: 'rotation' });
  const known = createKnownIdentities(
    (organization) => externalIdentities(listing, organization),
    options.elapsedMs ?? options.now,
  );
  const bound = (priority: Priority, person?: string): Github => {
    const caller: Caller = person === undefined ? { priority } : { priority, person };
    return githubFor({
      call: installations.callFor(caller),
      installations,
      budget,
      noteOdd,
      known,
      listsClassicTokens,
      patience,
      mayChange,
      isAnothers,
      bound,
      inNameOf: (access) => writesOfPerson(octokit.anyone, access, options.now, mayChange),
    });
  };
  return bound('pass');
}

type Bound = {
  readonly call: CallGithub;
  readonly installations: Installations;
  readonly budget: Budget;
  readonly noteOdd: ReturnType<typeof createOddItems>;
  readonly known: KnownIdentities;
  readonly listsClassicTokens: boolean;
  readonly patience: number;
  readonly mayChange: (organization: string) => boolean;
  readonly isAnothers: (id: OrganizationId) => Promise<boolean>;
  readonly bound: Github['for'];
  readonly inNameOf: Github['inNameOf'];
};

function githubFor({
  call,
  installations,
  budget,
  noteOdd,
  known,
  listsClassicTokens,
  patience,
  mayChange,
  isAnothers,
  bound,
  inNameOf,
}: Bound): Github {
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
  const listReadable = async <T extends { readonly id: number }, Item>(
    organization: string,
    below: string,
    [item, as]: readonly [z.ZodType<T>, (found: T) => Item],
    query: string,
  ): Promise<readonly Item[]> => {
    const { items, odd } = await listAll(listOf(organization, below, item), as, query);
    noteOdd(organization, below, odd);
    return items;
  };
  return {
    for: bound,
    room: budget.room,
    organization: async (login) => {
      const account = await installations.account(login);
      const id = account.id as OrganizationId;
      // A name that is new to one may be an organization that was renamed, and is the other's all the same.
      if (await isAnothers(id)) throw new Fault('github', 'another_workspace', { isRetryable: true });
      return { id, login: account.login };
    },
    accountByLogin: async (organization, login, timeoutMs) => {
      try {
        const { data } = await call(
          organization,
          'GET /users/{username}',
          { username: login },
          timeLimit(timeoutMs * patience),
        );
        return asAccount(read(user, data));
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    profile: async (organization, accountId, timeoutMs) => {
      try {
        const limit = timeLimit(timeoutMs * patience);
        const { data } = await call(organization, 'GET /user/{account_id}', { account_id: accountId }, limit);
        const found = read(profile, data);
        return { name: cleanLine(found.name ?? '') || null, createdAt: found.created_at };
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    membership: (organization, account, timeoutMs) => membership(call, organization, account, timeoutMs * patience),
    identities: known.read,
    identitiesNamed: async (organization, userName, timeoutMs) => {
      const limit = timeLimit(timeoutMs * patience);
      const [now, all] = await Promise.all([
        externalIdentities(call, organization, { userName }, limit),
        within(limit, known.latest(organization)),
      ]);
      return now === null || all === null ? null : withLikeNamed(now, all, userName);
    },
    // Whom to write to instead, and what may be chosen: one less is better than none.
    owners: (organization) => listReadable(organization, 'members', [user, asAccount], '&role=admin'),
    everyOwner: async (organization, timeoutMs) => {
      const limit = timeLimit(timeoutMs * patience);
      const limited: CallGithub = (login, route, parameters) => call(login, route, parameters, limit);
      const list = { ...listOf(organization, 'members', user), call: limited };
      return (await listWhole(list, '&role=admin')).map(asAccount);
    },
    members: (organization) => listReadable(organization, 'members', [user, asAccount], ''),
    repositories: (organization) => listReadable(organization, 'repos', [repository, asRepository], '&type=all'),
    mayRead: async (organization, name, account, timeoutMs) => {
      try {
        const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
        const parameters = { owner: organization, repo: name, username: account.login };
        const { data } = await call(organization, route, parameters, timeLimit(timeoutMs * patience));
        const found = read(permission, data);
        // The login may belong to somebody else by now.
        return found.permission !== 'none' && found.user?.id === account.githubId;
      } catch (error) {
        if (isNotFound(error)) return false;
        throw error;
      }
    },
    ...reviewing(call, patience),
    listPendingTokens: async (organization) => {
      const { items, odd } = await listAll(requests(organization), asPendingToken);
      noteOdd(organization, 'personal-access-token-requests', odd);
      return { listed: items, unreadable: odd.map(({ tokenId }) => tokenId as TokenId | null) };
    },
    listActiveTokens: async (organization) => {
      const { items, odd } = await listAll(tokens(organization), asActiveToken);
      noteOdd(organization, 'personal-access-tokens', odd);
      return { listed: items, unreadable: odd.map(({ tokenId }) => tokenId as TokenId | null) };
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
    listClassicTokens: async (organization, login) => {
      if (!listsClassicTokens) return { sight: 'no_sso' };
      if (!(await installations.permits(organization, forClassicTokens))) return { sight: 'no_permission' };
      const list = listOf(organization, 'credential-authorizations', credential);
      return classicListing(list, login, (odd) => noteOdd(organization, 'credential-authorizations', odd));
    },
    ...writesOfApp(call, mayChange),
    inNameOf,
  };
}
