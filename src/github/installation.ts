import { Fault } from '../ports/fault.ts';
import { installation, read } from './answers.ts';
import type { Budget, Caller } from './budget.ts';
import { asGithubFault } from './github-fault.ts';
import { createInstallationTokens } from './installation-tokens.ts';
import type { createOctokit } from './octokit.ts';

export type RawAnswer = {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
};
export type Parameters = Readonly<Record<string, unknown>>;
type Account = { readonly id: number; readonly login: string };

/** One call as the App's installation on the organization. Fault on every answer but 2xx, and where it would be one too many. */
export type CallGithub = (
  organization: string,
  route: string,
  parameters: Parameters,
  limit?: AbortSignal,
) => Promise<RawAnswer>;

export type Installations = {
  callFor(caller: Caller): CallGithub;
  /** The organization's account as the installation names it. */
  account(organization: string): Promise<Account>;
  /** Whether the installation has this permission, at any level, as GitHub says now. */
  permits(organization: string, permission: string): Promise<boolean>;
};

/** Answers that may only mean that the installation is no longer what we know of it. */
const doubtful = new Set(['status_401', 'status_403', 'status_404']);

/** The id that our rows have for an organization of this login; null where there are none. */
export type IdOf = (organization: string) => Promise<number | null>;

/**
 * Finds the App's installation on each organization and calls GitHub as it. An organization is its id: where its login answers with another
 * one, it was renamed and somebody took its name, and nothing that is listed there says anything of ours.
 */
export function createInstallations(
  octokit: ReturnType<typeof createOctokit>,
  now: () => number,
  budget: Budget,
  idOf: IdOf = async () => null,
): Installations {
  const { app, anyone } = octokit;
  const known = new Map<string, Promise<number>>();
  const tokens = createInstallationTokens(app);

  async function find(organization: string): Promise<{
    readonly id: number;
    readonly account: Account;
    readonly permissions?: Readonly<Record<string, string>> | undefined;
  }> {
    try {
      const { data } = await app.octokit.request('GET /orgs/{org}/installation', { org: organization });
      const found = read(installation, data);
      if (found.suspended_at != null) throw new Fault('github', 'suspended', { isRetryable: true });
      return found;
    } catch (error) {
      const fault = asGithubFault(error, now());
      throw fault.code === 'status_404' ? notInstalled(error) : fault;
    }
  }

  async function findOurs(organization: string): Promise<number> {
    const { id, account } = await find(organization);
    const ourId = await idOf(organization);
    if (ourId !== null && ourId !== account.id)
      throw new Fault('github', 'another_organization', { isRetryable: true });
    return id;
  }

  function installationId(organization: string): Promise<number> {
    const key = organization.toLowerCase();
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = findOurs(organization);
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  }

  /** Fault where the installation is not, or no longer, the one that was called as. */
  async function confirm(organization: string, id: number, cause: unknown): Promise<void> {
    known.delete(organization.toLowerCase());
    if ((await installationId(organization)) !== id) throw notInstalled(cause);
  }

  async function tokenOf(id: number, organization: string): Promise<string> {
    return tokens.of(id).catch(async (error: unknown) => {
      const fault = asGithubFault(error, now());
      if (!doubtful.has(fault.code)) throw fault;
      await confirm(organization, id, fault);
      // Its status would read as an answer to the call itself.
      throw new Fault('github', 'no_token', { isRetryable: true, said: fault.said, cause: fault });
    });
  }

  async function callAs(
    id: number,
    organization: string,
    route: string,
    parameters: Parameters,
    isSecondTry = false,
  ): Promise<RawAnswer> {
    const token = await tokenOf(id, organization);
    try {
      const headers = { authorization: `token ${token}` };
      return (await anyone.request(route, { ...parameters, headers })) as RawAnswer;
    } catch (error) {
      const fault = asGithubFault(error, now());
      if (!doubtful.has(fault.code)) throw fault;
      if (fault.code === 'status_401') {
        await tokens.drop(id, token);
        // A machine that slept holds a token that is young by its own timer. Only what reads is asked again: writes are sent once.
        if (!isSecondTry && route.startsWith('GET ')) return callAs(id, organization, route, parameters, true);
      }
      // An organization that was renamed, or that removed or suspended the App, answers like one that lacks what was asked for.
      // Nobody may conclude "no member" or "no such token" from that.
      await confirm(organization, id, fault);
      throw fault.code === 'status_401'
        ? new Fault('github', 'status_401', { isRetryable: true, said: fault.said, cause: error })
        : fault;
    }
  }

  /** After GitHub has named a time to wait it is not called before: who goes on calling is blocked for longer. */
  function noteLimit(organization: string, caller: Caller, error: unknown): void {
    if (error instanceof Fault && error.code === 'rate_limited' && error.retryAfterSeconds !== null) {
      budget.limited(organization, caller, error.retryAfterSeconds);
    }
  }

  return {
    account: async (organization) => (await find(organization)).account,
    permits: async (organization, permission) => (await find(organization)).permissions?.[permission] !== undefined,
    callFor: (caller) => (organization, route, parameters, limit) => {
      const answer = (async () => {
        budget.take(organization, caller);
        const id = await installationId(organization);
        const request = limit === undefined ? {} : { request: { signal: limit } };
        try {
          const answered = await callAs(id, organization, route, { ...parameters, ...request });
          budget.heard(organization, answered.headers);
          return answered;
        } catch (error) {
          noteLimit(organization, caller, error);
          throw error;
        }
      })();
      return limit === undefined ? answer : Promise.race([answer, whenAborted(limit)]);
    },
  };
}

function notInstalled(cause: unknown): Fault {
  return new Fault('github', 'not_installed', { isRetryable: true, cause });
}

/** Tokens, lookups and throttling have no limit of the caller's own. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = (): void => reject(new Fault('github', 'timeout', { isRetryable: true }));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
