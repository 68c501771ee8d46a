// The link to GitHub's new-token page, pre-filled as far as GitHub can; Enterprise Server's takes no values. It can't carry repositories or a justification, and GitHub may
// ignore all of it: nothing is ever taken from it, what is made is compared with the Agreement.
// https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens

import { startOfUtcDay } from '../calendar.ts';
import { abilitiesOf } from '../github-host.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { Lifetime, Permissions } from '../scope/agreement.ts';
import { findPermission } from '../scope/permission-catalogue.ts';

/** What a link in a Slack button may have. */
const longestUrl = 3_000;
const longestLifetimeDays = 366;

export type CreationLink = {
  readonly url: string;
  readonly isDescriptionCut: boolean;
  /** Whether the page takes what the link says; otherwise all of it is typed by hand. */
  readonly isPrefilled: boolean;
};

/** GitHub counts from today: the days after which the token ends on the agreed day, or null where there is none left. */
export function expiresIn(lifetime: Lifetime, now: Instant): string {
  const clamp = (days: number): string => String(Math.min(Math.max(days, 1), longestLifetimeDays));
  switch (lifetime.kind) {
    case 'never':
      return 'none';
    case 'days':
      return clamp(lifetime.days);
    case 'until':
      return clamp(Math.floor((lifetime.at - now) / dayMs));
    case 'date': {
      const day = startOfUtcDay(lifetime.date) ?? now;
      return clamp(Math.floor(day / dayMs) - Math.floor(now / dayMs));
    }
  }
}

export function creationLink(
  webUrl: string,
  token: {
    readonly organization: string;
    readonly tokenName: string;
    readonly description: string;
    readonly lifetime: Lifetime;
    readonly permissions: Permissions;
  },
  now: Instant,
): CreationLink {
  const page = `${webUrl}/settings/personal-access-tokens/new`;
  if (!abilitiesOf(webUrl).prefillsTokens) return { url: page, isDescriptionCut: false, isPrefilled: false };
  const parameters = new URLSearchParams({
    name: token.tokenName,
    target_name: token.organization,
    expires_in: expiresIn(token.lifetime, now),
  });
  for (const [name, level] of [
    ...Object.entries(token.permissions.repository),
    ...Object.entries(token.permissions.organization),
  ]) {
    parameters.set(findPermission(name)?.prefillParam ?? name, level);
  }
  const base = `${page}?${parameters}`;
  let encoded = '';
  let isDescriptionCut = false;
  for (const character of token.description) {
    const next = encoded + new URLSearchParams({ d: character }).toString().slice(2);
    if (base.length + '&description='.length + next.length > longestUrl) {
      isDescriptionCut = true;
      break;
    }
    encoded = next;
  }
  return { url: encoded === '' ? base : `${base}&description=${encoded}`, isDescriptionCut, isPrefilled: true };
}
