import { removal } from '../../domain/advance-reviewer-token.ts';
import { noChange } from '../../domain/change.ts';
import type { GithubUserId } from '../../domain/ids.ts';
import type { DropReason, ReviewerToken } from '../../domain/reviewer-token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { openToken } from './seal-token.ts';

/** Takes a reviewer's own token away, here and at GitHub: from now on the App acts. Nothing where there is none. */
export async function dropOwnToken(ports: Ports, githubId: GithubUserId, why: DropReason): Promise<void> {
  let dropped: ReviewerToken | null = null;
  await commitDecision(ports, async () => {
    dropped = await ports.store.reviewerToken(githubId);
    return { change: dropped === null ? noChange : removal(dropped, why, ports.clock.now()) };
  });
  if (dropped !== null) await endAtGithub(ports, dropped);
}

/** GitHub is told last: one that is no longer here can't be used, whatever GitHub answers. */
export async function endAtGithub({ sealing, userTokens }: Ports, row: ReviewerToken): Promise<void> {
  const pair = openToken(sealing, row);
  if (typeof pair !== 'string') await userTokens.end(pair.access);
}
