import { noChange, together } from '../../domain/change.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { requestedAs } from '../../domain/scope/agreement.ts';
import { advancePendingToken, nobodyTold } from '../../domain/tokens/advance-pending-token.ts';
import { possibleRequests } from '../../domain/tokens/possible-requests.ts';
import { mayExplain, toExplain } from '../../domain/tokens/reasons-against-token.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize, requireMember } from '../people/authorize.ts';
import { sponsorOf } from '../people/find-holder.ts';
import { verdictFor } from '../people/verdict-for.ts';
import { hintOfClick } from '../watch/leave-hint.ts';
import { loadDossier } from '../watch/load-dossier.ts';
import { sendAsked } from './send-asked.ts';

export type ExplanationGiven = { readonly purpose: string; readonly justification: string };

type Seen = { readonly id: string; readonly revision: number };
/** The row that the form was opened on: sent twice it makes one request, opened again after that was decided another one. */
type Opened = Seen & { readonly version: number };

/** The held token, for its holder's eyes only: the form names what it reaches. Local reads, since a form is to open. */
export async function findExplainable(
  ports: Ports,
  slackId: SlackUserId,
  seen: Seen,
): Promise<
  { readonly token: PendingToken; readonly offered: readonly TokenRequest[]; readonly mayExplain: boolean } | Refusal
> {
  const found = await ports.store.pendingToken(seen.id);
  if (found === null) return refuse({ why: 'unknown_message' });
  const governed = await organizationOf(ports, found.organizationId);
  const sponsor = await sponsorOf(ports, found.holder);
  const demand = { who: 'self', self: found.holder.githubId, of: 'token', sponsor } as const;
  const person = await authorize(ports, slackId, governed.organization, demand);
  if (isRefusal(person)) return person;
  const token = toExplain(found, seen.revision);
  if (isRefusal(token)) return token;
  const dossier = await loadDossier(ports, governed, token.tokenId, token.holder);
  // Who stands for a machine user says which of their requests it is for.
  return {
    token,
    offered: possibleRequests(token, dossier),
    mayExplain: mayExplain(token, dossier, ports.clock.now()),
  };
}

/**
 * The holder of a held PendingToken that nobody asked for says why they need it: that makes a TokenRequest for exactly what the token has,
 * to which it is attached. It approves nothing.
 */
export async function explainPendingToken(
  ports: Ports,
  slackId: SlackUserId,
  seen: Opened,
  { purpose, justification }: ExplanationGiven,
): Promise<{ readonly number: RequestNumber } | Refusal> {
  const token = await ports.store.pendingToken(seen.id);
  if (token === null) return refuse({ why: 'unknown_message' });
  const governed = await organizationOf(ports, token.organizationId);
  const { organization } = governed;
  const person = await authorize(ports, slackId, organization, {
    who: 'self',
    self: token.holder.githubId,
    of: 'token',
  });
  if (isRefusal(person)) return person;
  const member = await requireMember(ports, organization, person);
  if (isRefusal(member)) return member;
  // The scope of this very revision, which is looked at once more below.
  const scope = requestedAs(token.scope);
  const asked = { scope, purpose, justification, requester: person, holder: person };
  const verdict = await verdictFor(ports, governed, asked, member.isOwner);
  if (verdict.outcome === 'refuse') return refuse({ why: 'policy_forbids', reasons: verdict.reasons, isOfToken: true });
  const explained = await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const draftId = `explain:${seen.id}.v${seen.version}`;
    const made = await ports.store.requestByDraft(draftId);
    if (made !== null) return { number: made.number, change: noChange };
    const current = toExplain(await ports.store.pendingToken(seen.id), seen.revision);
    if (isRefusal(current)) return current;
    const { tokenName } = current;
    const { githubId, login } = person;
    const more = { description: '', whereUsed: null, alsoWarn: null, renews: null } as const;
    const given = { purpose, justification, tokenName, scope, verdict, draftId, holder: { githubId, login } };
    const sent = await sendAsked(ports, governed, person, { ...more, ...given }, at);
    if (isRefusal(sent)) return sent;
    const match = { kind: 'awaits', number: sent.number } as const;
    const attached = advancePendingToken(current, { act: 'await', match }, at, nobodyTold);
    if (isRefusal(attached)) return attached;
    const hint = hintOfClick(ports, organization.login, token.holder);
    return { ...sent, change: together(sent.change, attached, hint) };
  });
  if (isRefusal(explained)) return explained;
  ports.wake.reconcile();
  return { number: explained.number };
}
