// Whose Homes a Change may alter. One place for all Changes, so that no step of a request or a token can forget a Home.
import type { Change } from '../change.ts';
import type { GithubUserId, SlackUserId } from '../ids.ts';

export type Concerned = {
  /** Whoever is linked to one of them. */
  readonly accounts: readonly GithubUserId[];
  readonly people: readonly SlackUserId[];
};

/**
 * The requesters and holders of what is written, and whoever is linked. A token that was only seen again, which the trail tells nothing of,
 * concerns nobody: every pass sees them all. Null where nothing that a Home shows is written; owners' and sponsors' Homes are concerned by anything else.
 */
export function concernedBy({ writes, entries }: Pick<Change, 'writes' | 'entries'>): Concerned | null {
  const told = new Set(entries.map(({ subject }) => subject));
  const accounts = new Set<GithubUserId>();
  const people = new Set<SlackUserId>();
  for (const { table, row } of writes) {
    if (table === 'token_requests') {
      accounts.add(row.requester.githubId);
      accounts.add(row.holder.githubId);
    } else if (table === 'pending_tokens' && told.has(`pending_token:${row.id}`)) accounts.add(row.holder.githubId);
    else if (table === 'active_tokens' && told.has(`active_token:${row.id}`)) accounts.add(row.holder.githubId);
    else if (table === 'classic_tokens' && told.has(`classic_token:${row.id}`)) accounts.add(row.holder.githubId);
    else if (table === 'claims') people.add(row.slackId);
    else if (table === 'people') {
      accounts.add(row.githubId);
      people.add(row.slackId);
    }
  }
  return accounts.size + people.size === 0 ? null : { accounts: [...accounts], people: [...people] };
}
