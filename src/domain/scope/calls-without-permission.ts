// Calls that no permission of a fine-grained token opens: those that need none, and those that GitHub closes to such tokens. By GitHub's
// page of each call, and its list of what fine-grained tokens can't do. Nothing that is closed here stands in endpoints.json.
import { isPlaceholder, type Verb } from './endpoints.ts';

export type WhyNever = 'checks' | 'packages' | 'notifications' | 'enterprise' | 'apps' | 'own_projects';

/** What stands below such a path counts too. */
const closed: readonly (readonly [path: string, why: WhyNever])[] = [
  ['/repos/{owner}/{repo}/check-runs', 'checks'],
  ['/repos/{owner}/{repo}/check-suites', 'checks'],
  ['/repos/{owner}/{repo}/commits/{ref}/check-runs', 'checks'],
  ['/repos/{owner}/{repo}/commits/{ref}/check-suites', 'checks'],
  ['/orgs/{org}/packages', 'packages'],
  ['/orgs/{org}/docker', 'packages'],
  ['/user/packages', 'packages'],
  ['/user/docker', 'packages'],
  ['/users/{username}/packages', 'packages'],
  ['/users/{username}/docker', 'packages'],
  ['/notifications', 'notifications'],
  ['/repos/{owner}/{repo}/notifications', 'notifications'],
  ['/enterprises', 'enterprise'],
  ['/scim', 'enterprise'],
  ['/app', 'apps'],
  ['/applications', 'apps'],
  ['/installation', 'apps'],
  ['/orgs/{org}/personal-access-tokens', 'apps'],
  ['/orgs/{org}/personal-access-token-requests', 'apps'],
  ['/users/{username}/projectsV2', 'own_projects'],
];

/** Reads that show what is public, who asks, or what the token may read already. */
const open = [
  '/meta',
  '/rate_limit',
  '/emojis',
  '/zen',
  '/octocat',
  '/versions',
  '/licenses',
  '/codes_of_conduct',
  '/gitignore',
  '/search',
  '/events',
  '/gists',
  '/issues',
  '/repositories',
  '/users',
];
/** Of these only the path itself. */
const openAlone = ['/user', '/orgs/{org}'];

function begins(path: string, given: readonly string[]): boolean {
  return path
    .slice(1)
    .split('/')
    .every((segment, place) => isPlaceholder(segment) || segment.toLowerCase() === given[place]?.toLowerCase());
}

/** Why no fine-grained token can make this call; null where that is not known. */
export function whyNever(given: readonly string[]): { readonly why: WhyNever; readonly path: string } | null {
  const found = closed.find(([path]) => begins(path, given));
  return found === undefined ? null : { path: found[0], why: found[1] };
}

/** The known beginning of a call that every token can make; null where that is not known. */
export function needsNothing(verb: Verb, given: readonly string[]): string | null {
  if (verb !== 'GET') return null;
  const alone = openAlone.find((path) => begins(path, given) && path.slice(1).split('/').length === given.length);
  return alone ?? open.find((path) => begins(path, given)) ?? null;
}

/** Words for what is closed, in the singular. */
const closedWords: ReadonlyMap<string, WhyNever> = new Map([
  ...['package', 'npm', 'docker', 'container', 'maven', 'nuget', 'ghcr'].map((word) => [word, 'packages'] as const),
  ['notification', 'notifications'],
  ['check', 'checks'],
  ['enterprise', 'enterprise'],
]);

/** Why no fine-grained token does what the words say; null where they say nothing of that kind. */
export function whyNeverByWords(text: string): WhyNever | null {
  const words = text.toLowerCase().split(/[^a-z]/);
  const whys = words.map((word) => closedWords.get(word.replace(/s$/, '')));
  return whys.find((why) => why !== undefined) ?? null;
}
