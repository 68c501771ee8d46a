// Finds the route of a call, checks who calls, and lets it answer.
import type { Answer, Request } from '../loopback-server.ts';
import { forbidden, GithubRefusal, notFound, unauthorized } from './answers.ts';
import { type Caller, identify } from './caller.ts';
import { bodyOf, type Route } from './route.ts';
import { routes } from './routes.ts';
import type { World } from './world.ts';

const compiled = routes.map((route) => ({
  route,
  // Literal segments win over `{names}`: routes are listed that way round.
  pattern: new RegExp(`^${route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** GitHub's own links name organizations by id: `/organizations/9000/…`. */
function byLogin(world: World, path: string): string {
  return path.replace(/^\/organizations\/(\d+)(?=\/|$)/, (whole, id: string) => {
    const organization = world.state.organizations.get(Number(id));
    return organization === undefined ? whole : `/orgs/${organization.login}`;
  });
}

function checkCaller(route: Route, caller: Caller): void {
  if (route.caller === 'anyone') return;
  if (caller.kind === 'nobody') throw unauthorized('Requires authentication');
  if (route.caller === 'app') {
    if (caller.kind !== 'app') throw unauthorized('A JSON web token could not be decoded');
    return;
  }
  if (caller.kind !== 'installation') throw forbidden();
  if (route.needs === undefined) return;
  const [permission, level] = route.needs;
  const granted = caller.permissions[permission];
  if (granted === undefined || (level === 'write' && granted === 'read')) throw forbidden();
}

function decoded(groups: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  try {
    return Object.fromEntries(Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    throw notFound();
  }
}

export function answerCall(world: World, request: Request): Answer {
  try {
    const caller = identify(world, request.headers.authorization);
    const path = byLogin(world, request.url.pathname);
    for (const { route, pattern } of compiled) {
      const found = route.method === request.method ? pattern.exec(path) : null;
      if (found === null) continue;
      checkCaller(route, caller);
      return route.answer({
        ...{ world, caller, path: decoded(found.groups) },
        url: `${world.apiUrl()}${request.url.pathname}`,
        query: request.url.searchParams,
        body: bodyOf(request.raw),
      });
    }
    throw notFound();
  } catch (error) {
    if (error instanceof GithubRefusal) return error.answer;
    throw error;
  }
}
