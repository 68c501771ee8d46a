// Whoever decided on a token that had changed, or was ended, before GitHub was told: they believe that it is decided so, and nothing was.

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

/** Whoever denied one that turned out to be let in: their no and its reason stand on its card, and ended nothing. */
export function tellDenier(row: PendingToken): Change['effects'] {
  if (row.status !== 'denying') return [];
  const by = standingReview(row)?.by ?? null;
  const message = { kind: 'denial_outdated', tokenName: row.tokenName } as const;
  return post(row.organizationId, by?.slackId ?? null, effectKey.news(message.kind, row.id, row.version), message);
}
