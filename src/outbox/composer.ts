import type { OrganizationPolicy } from '../domain/policy/policy.ts';
import { ownersPage } from '../domain/requests/owners-page.ts';
import type { OneContent } from '../ports/message-content.ts';
import type { Ports } from '../ports/ports.ts';
import type { Observed } from '../ports/request-content.ts';

/** The rows as they are now, and the version of the subject that the message shows. Null where there is nothing left to say. */
export type Composed = { readonly content: OneContent; readonly shownVersion: number };

export type Composer = {
  readonly ports: Ports;
  /** Where people's browsers reach GitHub. */
  readonly githubWebUrl: string;
};

export function observedBy(
  { githubWebUrl }: Composer,
  { mode, login }: OrganizationPolicy,
  of: 'waiting' | 'active',
): Observed {
  return mode === 'observe' ? { ownersPage: ownersPage(githubWebUrl, login, of) } : {};
}
