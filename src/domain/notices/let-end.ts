// Its holder lets a token end: no more reminders of this end. That it has ended is still told, and an end that moves is a new one.
import { type Change, noChange, type Write } from '../change.ts';
import type { Instant, SlackUserId } from '../ids.ts';
import { redraw, stepOf } from '../step.ts';
import type { ActiveToken } from '../tokens/token.ts';
import type { DueNotice } from './due-notice.ts';
import { remindersOf } from './reminders-of.ts';

export function letEnd(token: ActiveToken, known: readonly DueNotice[], by: SlackUserId, at: Instant): Change {
  const writes = known
    .filter((notice) => isStillToCome(notice, token))
    .map(
      (notice): Write => ({
        table: 'due_notices',
        was: notice.version,
        row: { ...notice, status: 'declined', version: notice.version + 1 },
      }),
    );
  if (writes.length === 0) return noChange;
  const subject = { of: 'active_token', id: token.id } as const;
  return stepOf(
    writes,
    { at, actor: `slack:${by}`, act: 'active_token.let_end', subject, data: { expiresAt: token.scope.expiresAt } },
    [redraw(remindersOf(token))],
  );
}

function isStillToCome({ status, threshold, expiresAt }: DueNotice, { scope }: ActiveToken): boolean {
  return status === 'planned' && threshold !== 'expired' && expiresAt === scope.expiresAt;
}
