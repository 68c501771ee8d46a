// Whoever approved a token that had changed on GitHub by then: they believe that it is approved, and nothing was.

import type { Change } from '../change.ts';
import { standingReview } from '../standing-review.ts';
import { effectKey, post } from '../step.ts';
import type { PendingToken } from './token.ts';

/** Only a person's own click is answered: what a request or a rule approved nobody waits for. */
export function tellApprover(row: PendingToken): Change['effects'] {
  if (row.status !== 'approving') return [];
  const by = standingReview(row)?.by ?? null;
  const message = { kind: 'approval_outdated', tokenName: row.tokenName } as const;
  const key = effectKey.news(message.kind, row.id, row.version);
  return post(row.organizationId, by?.slackId ?? null, key, message);
}
