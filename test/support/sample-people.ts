import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import type { LinkedPerson } from '../../src/domain/person.ts';

function person(githubId: number, login: string, slackId: string): LinkedPerson {
  return { githubId: githubId as GithubUserId, login, slackId: slackId as SlackUserId };
}

/** She asks for tokens and holds them. */
export const mona = person(101, 'mona', 'U0MONA');
/** A machine user: it has no Slack account, and Mona sponsors it. */
export const acmeCi = { githubId: 150 as GithubUserId, login: 'acme-ci' } as const;
/** An owner, and so is Otto. */
export const bea = person(102, 'bea', 'U0BEA');
export const otto = person(103, 'otto', 'U0OTTO');
