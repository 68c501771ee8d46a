import { asGithubFault } from './github-fault.ts';
import { createOctokit, type OctokitOptions } from './octokit.ts';

/** One call as the App itself, with its key; answers the body. Fault on every answer but 2xx. */
export type AppCall = (route: string, parameters: Readonly<Record<string, unknown>>) => Promise<unknown>;

export function createAppCall(options: OctokitOptions & { readonly now: () => number }): AppCall {
  const { app } = createOctokit(options);
  return async (route, parameters) => {
    try {
      const { data } = await app.octokit.request(route, parameters);
      return data;
    } catch (error) {
      throw asGithubFault(error, options.now());
    }
  };
}
