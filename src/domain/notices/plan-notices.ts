// Rows for the reminders and the expiry notice of a token. One that was cancelled is taken up again where the expiry moved back, and none
// is ever planned twice: they are keyed (token, expires_at, threshold).
import type { Write } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { ActiveToken } from '../tokens/token.ts';
import type { DueNotice, Threshold } from './due-notice.ts';
import { noticeTimes } from './expiry.ts';

/**
 * `known` are those that the token has had; `zone` is the holder's. What is already past is not told as if it were news; `owesEnd`: the end
 * itself is, where it was moved to before now while we could not look.
 */
export function planNotices(
  token: ActiveToken,
  known: readonly DueNotice[],
  planned: {
    readonly zone: string;
    readonly reminderDays: readonly number[];
    readonly from: Instant;
    readonly owesEnd: boolean;
  },
): readonly Write[] {
  const { expiresAt } = token.scope;
  if (expiresAt === null) return [];
  return noticeTimes({ expiresAt, ...planned }).flatMap(({ threshold, dueAt }): Write[] => {
    const before = known.find(
      (notice) => notice.activeTokenId === token.id && notice.expiresAt === expiresAt && notice.threshold === threshold,
    );
    if (before !== undefined && before.status !== 'cancelled') return [];
    const row: DueNotice = {
      id: before?.id ?? noticeId(token.id, expiresAt, threshold),
      version: (before?.version ?? 0) + 1,
      organizationId: token.organizationId,
      activeTokenId: token.id,
      holder: token.holder,
      expiresAt,
      threshold,
      dueAt,
      status: 'planned',
    };
    return [{ table: 'due_notices', was: before?.version ?? null, row }];
  });
}

function noticeId(activeTokenId: string, expiresAt: Instant, threshold: Threshold): string {
  return `${activeTokenId}-${expiresAt}-${threshold}`;
}
