import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { readWhereUsed } from '../../domain/requests/where-used.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { unsentDraft } from './own-draft.ts';

/** Ends a form whose advice was enough. The audit trail counts it: one entry, which says what the token would have been for. */
export async function solveWithoutToken(ports: Ports, slackId: SlackUserId, draftId: string): Promise<Refusal | null> {
  const solved = await commitDecision(ports, async () => {
    const draft = await unsentDraft(ports, slackId, draftId);
    if (isRefusal(draft)) return draft;
    return {
      change: {
        writes: [{ table: 'drafts', was: draft.version, row: draft, removes: true }],
        entries: [
          {
            at: ports.clock.now(),
            actor: `slack:${slackId}`,
            act: 'form.solve',
            subject: `form:${draft.id}`,
            data: { whereUsed: readWhereUsed(draft.answers.where_used) },
          },
        ],
        effects: [],
      },
    };
  });
  return isRefusal(solved) ? solved : null;
}
