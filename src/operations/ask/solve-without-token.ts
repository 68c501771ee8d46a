import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { solveDraft } from '../../domain/requests/drafts.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { unsentDraft } from './own-draft.ts';

/** Ends a form whose advice was enough. The audit trail counts it: one entry, which says what the token would have been for. */
export async function solveWithoutToken(ports: Ports, slackId: SlackUserId, draftId: string): Promise<Refusal | null> {
  const solved = await commitDecision(ports, async () => {
    const draft = await unsentDraft(ports, slackId, draftId);
    return isRefusal(draft) ? draft : { change: solveDraft(draft, ports.clock.now()) };
  });
  return isRefusal(solved) ? solved : null;
}
