// How somebody who has no account yet can link theirs, and who can help them. Pure.
import type { SlackUserId } from '../ids.ts';
import type { GithubAccount, LinkedPerson } from '../person.ts';
import type { LinkWay } from './link.ts';

/** More names than that are no help. */
const mostHelpers = 3;

/** The ways that are open, the best first. */
export function waysToLink(canSignIn: boolean): readonly LinkWay[] {
  return canSignIn ? ['sign_in'] : ['vouching'];
}

/** Colleagues who own an organization and are known here: they can confirm who somebody is. Who signs in needs none. */
export function needsHelpers(ways: readonly LinkWay[]): boolean {
  return !ways.includes('sign_in');
}

export function helpersAmong(links: readonly LinkedPerson[], owners: readonly GithubAccount[]): readonly SlackUserId[] {
  const ids = new Set(owners.map(({ githubId }) => githubId));
  return links.flatMap(({ githubId, slackId }) => (ids.has(githubId) ? [slackId] : [])).slice(0, mostHelpers);
}
