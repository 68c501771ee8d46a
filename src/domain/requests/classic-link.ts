// The link to GitHub's page of new classic tokens, filled in with what was agreed. Nothing is ever taken from it.
// GitHub documents `scopes` alone, for github.com and with Enterprise Server's own host name:
// https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry (HOSTNAME/settings/tokens/new?scopes=…
// stands in its source, data/reusables/package_registry/authenticate-to-container-registry-steps.md). The rest is sent too, and the message says all of it.

import type { ClassicTerms } from '../classic/classic-terms.ts';
import type { Instant } from '../ids.ts';
import type { Lifetime } from '../scope/agreement.ts';
import { type CreationLink, creationLink, expiresIn } from './creation-link.ts';
import type { TokenRequest } from './token-request.ts';

/** What GitHub offers to choose from; another lifetime is chosen by hand. */
const offered = new Set(['7', '30', '60', '90']);

export function classicLink(
  webUrl: string,
  token: { readonly tokenName: string; readonly lifetime: Lifetime; readonly classic: ClassicTerms },
  now: Instant,
): CreationLink {
  const parameters = new URLSearchParams({ description: token.tokenName, scopes: token.classic.scopes.join(',') });
  const days = expiresIn(token.lifetime, now);
  // Where GitHub ignores it, the message says how long.
  if (days === 'none' || offered.has(days)) parameters.set('default_expires_at', days);
  return { url: `${webUrl}/settings/tokens/new?${parameters}`, isDescriptionCut: false, isPrefilled: true };
}

/** To whichever of GitHub's pages makes what was asked for. */
export function linkToCreate(
  webUrl: string,
  organization: string,
  { tokenName, description, scope }: Pick<TokenRequest, 'tokenName' | 'description' | 'scope'>,
  now: Instant,
): CreationLink {
  const { lifetime, permissions, classic } = scope;
  return classic === undefined
    ? creationLink(webUrl, { organization, tokenName, description, lifetime, permissions }, now)
    : classicLink(webUrl, { tokenName, lifetime, classic }, now);
}
