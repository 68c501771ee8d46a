import type { App } from '@octokit/app';
import { Fault } from '../ports/fault.ts';
import { installation, read } from './answers.ts';
import { asGithubFault } from './github-fault.ts';

export type Answer = {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
};
export type Parameters = Readonly<Record<string, unknown>>;

export type Installations = {
  /** One call as the App's installation on the organization. Fault on every answer but 2xx. */
  call(organization: string, route: string, parameters: Parameters, limit?: AbortSignal): Promise<Answer>;
  /** The organization's account as the installation names it. */
  account(organization: string): Promise<{ readonly id: number; readonly login: string }>;
};

type Known = Awaited<ReturnType<App['getInstallationOctokit']>>;

/**
 * Finds the App's installation on each organization and calls GitHub as it. An installation that was removed or suspended since is
 * forgotten and looked up again by the next call.
 */
export function createInstallations(app: App, now: () => number): Installations {
  const known = new Map<string, Promise<Known>>();

  async function find(
    organization: string,
  ): Promise<{ readonly id: number; readonly account: { readonly id: number; readonly login: string } }> {
    try {
      const { data } = await app.octokit.request('GET /orgs/{org}/installation', { org: organization });
      const found = read(installation, data);
      if (found.suspended_at != null) throw new Fault('github', 'suspended', { isRetryable: true });
      return found;
    } catch (error) {
      const fault = asGithubFault(error, now());
      if (fault.code === 'status_404') throw new Fault('github', 'not_installed', { isRetryable: true, cause: error });
      throw fault;
    }
  }

  function octokitOf(organization: string): Promise<Known> {
    const key = organization.toLowerCase();
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find(organization).then(({ id }) => app.getInstallationOctokit(id));
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  }

  return {
    account: async (organization) => (await find(organization)).account,
    call: async (organization, route, parameters, limit) => {
      const work = async (): Promise<Answer> => {
        const octokit = await octokitOf(organization);
        return (await octokit.request(route, {
          ...parameters,
          ...(limit === undefined ? {} : { request: { signal: limit } }),
        })) as Answer;
      };
      try {
        return await (limit === undefined ? work() : Promise.race([work(), whenAborted(limit)]));
      } catch (error) {
        const fault = asGithubFault(error, now());
        // The token may have been withdrawn with the installation: the next call asks again.
        if (fault.code === 'status_401' || fault.code === 'status_403') known.delete(organization.toLowerCase());
        throw limit?.aborted === true ? new Fault('github', 'timeout', { isRetryable: true, cause: error }) : fault;
      }
    },
  };
}

/** Octokit waits for tokens and for its own throttling without a limit of its own. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Fault('github', 'timeout', { isRetryable: true })), {
      once: true,
    });
  });
}
