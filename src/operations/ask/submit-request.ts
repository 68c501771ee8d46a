import { noChange, together } from '../../domain/change.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { FieldProblems } from '../../domain/requests/field-problem.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { verdictFor } from '../people/verdict-for.ts';
import { hintOfClick } from '../watch/leave-hint.ts';
import { check, governedOrRefuse } from './answer-request-form.ts';
import { ownDraft } from './own-draft.ts';
import { sendAsked } from './send-asked.ts';

/**
 * Sends the request that a draft holds. Everything is checked again, since a day may have passed since the pages were filled in.
 * A second submit of the same draft finds the first one's request.
 */
export async function submitRequest(
  ports: Ports,
  slackId: SlackUserId,
  draftId: string,
): Promise<{ readonly number: RequestNumber } | { readonly problems: FieldProblems } | Refusal> {
  const draft = await ownDraft(ports, slackId, draftId);
  if (isRefusal(draft)) return draft;
  const governed = await governedOrRefuse(ports, draft.organizationLogin);
  if (isRefusal(governed)) return governed;
  const checked = await check(ports, slackId, 'all', draft.answers, governed);
  if (isRefusal(checked)) return checked;
  const { read, people } = checked;
  if ('problems' in read) return read;
  if (people === null) throw new Error('a whole request was checked without its requester');
  const { requester, holder } = people;
  const { answers } = read;
  const whole = { ...answers, requester, holder: holder.account };
  const verdict = await verdictFor(ports, governed, whole, holder.isOwner);
  if (verdict.outcome === 'refuse') return refuse({ why: 'policy_forbids', reasons: verdict.reasons });
  const submitted = await commitDecision(ports, async () => {
    const made = await ports.store.requestByDraft(draftId);
    if (made !== null) return { number: made.number, change: noChange };
    const current = await ownDraft(ports, slackId, draftId);
    if (isRefusal(current)) return current;
    // What was checked is what is sent.
    if (current.version !== draft.version) return refuse({ why: 'store_busy' });
    const asked = { ...answers, holder: holder.account, verdict, draftId, renews: null };
    const sent = await sendAsked(ports, governed, requester, asked, ports.clock.now());
    if (isRefusal(sent)) return sent;
    // A form that is ended or changed at this very moment is not sent as well.
    const touched = {
      ...noChange,
      writes: [{ table: 'drafts', was: current.version, row: { ...current, version: current.version + 1 } }],
    } as const;
    // A token of theirs may already wait on GitHub for just this.
    const hint = hintOfClick(ports, governed.organization.login, holder.account);
    return { ...sent, change: together(sent.change, hint, touched) };
  });
  if (isRefusal(submitted)) return submitted;
  ports.wake.reconcile();
  return { number: submitted.number };
}
