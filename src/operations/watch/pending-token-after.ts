import type { Change } from '../../domain/change.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';

/** The PendingToken's row as this Change leaves it. */
export function pendingTokenAfter(change: Change, id: string): PendingToken {
  const write = change.writes.find((one) => one.table === 'pending_tokens' && one.row.id === id);
  if (write?.table !== 'pending_tokens') throw new Error('the change does not write the token');
  return write.row;
}
