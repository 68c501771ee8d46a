import type { World } from '@countersign/sandbox-stage/cast';
import type { StoredEntry, StoredRows } from './stored-rows.ts';

/**
 * What is said to have ended has ended on GitHub: judged after each command, since GitHub is as it was when the program looked (F9).
 */
export function endedRules(
  world: World,
  stored: StoredRows,
  added: readonly StoredEntry[],
  now: number,
): readonly string[] {
  const broken: string[] = [];
  for (const { act, subject, seq } of added) {
    const [kind, step = ''] = act.split('.');
    if (kind === 'active_token' && ['vanish', 'expire', 'observe_revoked', 'supersede'].includes(step)) {
      const row = stored.activeTokens().find(({ id }) => subject === `active_token:${id}`);
      const token = world.github.state.tokens.find(
        ({ grant }) =>
          grant !== null && grant.id === row?.pat_id && grant.grantedAt.getTime() === row.access_granted_at,
      );
      const lives = token !== undefined && (token.expiresAt === null || token.expiresAt.getTime() > now);
      if (lives) broken.push(`I10 entry ${seq}: ${act} of token ${token.tokenId}, which is alive on GitHub`);
    }
    if (
      kind === 'pending_token' &&
      ['vanish', 'expire', 'cancel', 'observe_denied', 'observe_approved'].includes(step)
    ) {
      const row = stored.pendingTokens().find(({ id }) => subject === `pending_token:${id}`);
      const token = world.github.state.tokens.find(
        ({ pending }) => pending !== null && pending.id === row?.pat_request_id,
      );
      const waits = token !== undefined && (token.expiresAt === null || token.expiresAt.getTime() > now);
      if (waits) broken.push(`I10 entry ${seq}: ${act} of token ${token.tokenId}, which still waits on GitHub`);
    }
    // Lists don't say which of a token's PendingTokens was approved where it was edited meanwhile.
    if (act === 'pending_token.observe_approved') {
      const row = stored.pendingTokens().find(({ id }) => subject === `pending_token:${id}`);
      const isApproved = world.github.state.reviews.some(
        (one) => one.act === 'approve' && one.tokenId === row?.token_id,
      );
      // Taken back, and let in where approval is off: the lists show just what an approval leaves behind.
      const grantedAt = world.github.state.tokens.find(({ tokenId }) => tokenId === row?.token_id)?.grant?.grantedAt;
      const isLetIn = grantedAt !== undefined && grantedAt.getTime() >= (row?.scope.createdAt ?? now);
      if (!isApproved && !isLetIn) broken.push(`I5 entry ${seq}: ${act}, though nobody approved it on GitHub`);
    }
  }
  return broken;
}
