import type { IncomingMessage, ServerResponse } from 'node:http';
import { acceptedLanguage } from '../domain/language.ts';
import { refuse } from '../domain/refusal.ts';
import type { Wordings } from '../wording/wording-for.ts';
import { refusedPage } from './link-pages.ts';
import { type LinkRoutes, queryOf } from './link-routes.ts';
import { headersOf, sendPage } from './page.ts';

/**
 * The same pages for several workspaces: the address names the one that gave it out, and that one alone is asked. Where it names another, no
 * row of that one fits what comes with it.
 */
export function severalLinkRoutes(options: {
  readonly routesOf: (workspace: string) => LinkRoutes | null;
  readonly wordings: Wordings;
  readonly githubWebUrl: string;
}): LinkRoutes {
  const { routesOf, wordings, githubWebUrl } = options;

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    workspace: string | null | undefined,
    handle: (routes: LinkRoutes) => Promise<void>,
  ): Promise<void> {
    const routes = workspace == null ? null : routesOf(workspace);
    if (routes !== null) return handle(routes);
    const language = acceptedLanguage(request.headers['accept-language']);
    const page = refusedPage(wordings(language), language, refuse({ why: 'sign_in_over' }));
    sendPage(response, 403, page, headersOf(githubWebUrl));
  }

  return {
    link: {
      get: (request, response) =>
        answer(request, response, queryOf(request).get('workspace'), ({ link }) => link.get(request, response)),
      post: (request, response, body) =>
        answer(request, response, queryOf(request).get('workspace'), ({ link }) => link.post(request, response, body)),
    },
    callback: {
      get: (request, response) =>
        answer(request, response, queryOf(request).get('state')?.split('.')[0], ({ callback }) =>
          callback.get(request, response),
        ),
    },
  };
}
