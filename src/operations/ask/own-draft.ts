import type { ClassicSight } from '../../domain/classic/classic-token.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { OrganizationPolicy } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { keepPage } from '../../domain/requests/drafts.ts';
import type { Answers, FormPage } from '../../domain/requests/form-fields.ts';
import type { Draft } from '../../domain/requests/token-request.ts';
import type { ToldLimit } from '../../domain/requests/told-limits.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { findToldLimitsInForm } from './find-told-limits.ts';

/** The draft, if it is this person's; drafts live for a day. */
export async function ownDraft(ports: Ports, slackId: SlackUserId, draftId: string): Promise<Draft | Refusal> {
  const draft = await ports.store.draft(draftId);
  return draft === null || draft.slackId !== slackId ? refuse({ why: 'draft_gone' }) : draft;
}

/** The same while it can still be changed: what was sent is a request, and a change to its form would be lost without a word. */
export async function unsentDraft(ports: Ports, slackId: SlackUserId, draftId: string): Promise<Draft | Refusal> {
  const draft = await ownDraft(ports, slackId, draftId);
  const made = isRefusal(draft) ? null : await ports.store.requestByDraft(draftId);
  return made === null ? draft : refuse({ why: 'form_sent', number: made.number });
}

export type Kept = {
  readonly draft: Draft;
  readonly policy: OrganizationPolicy;
  /** Whether the organization's classic tokens can be seen. */
  readonly classicSight?: ClassicSight;
  /** What members told of GitHub's own policy there. */
  readonly told?: readonly ToldLimit[];
};

/** Keeps what stands in a page now, finished or not, so that closing it loses nothing. What looks like a credential is never stored. */
export async function keepAnswers(
  ports: Ports,
  slackId: SlackUserId,
  draftId: string,
  page: FormPage,
  given: Answers,
): Promise<Kept | Refusal> {
  const saved = await commitDecision(ports, async () => {
    const before = await unsentDraft(ports, slackId, draftId);
    return isRefusal(before) ? before : keepPage(before, page, given, ports.policy());
  });
  if (isRefusal(saved)) return saved;
  const known = await ports.store.organizationByLogin(saved.policy.login);
  const { draft, policy } = saved;
  const told = await findToldLimitsInForm(ports, policy.login, draft.answers);
  return { draft, policy, classicSight: known?.classicSight ?? 'unknown', told };
}
