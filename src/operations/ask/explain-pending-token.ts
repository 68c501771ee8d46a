import { noChange, together } from '../../domain/change.ts';
import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { evaluate } from '../../domain/policy/evaluate.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { openRequest } from '../../domain/requests/advance-request.ts';
import { agreementTo } from '../../domain/scope/agreement.ts';
import { advancePendingToken } from '../../domain/tokens/advance-pending-token.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { organizationOf } from '../find-organization.ts';
import { authorize, requireMember } from '../people/authorize.ts';
import { leaveHint } from '../watch/leave-hint.ts';

export type Explanation = { readonly purpose: string; readonly justification: string };

type Seen = { readonly id: string; readonly revision: number };
/** The row that the form was opened on: sent twice it makes one request, opened again after that was decided another one. */
type Opened = Seen & { readonly version: number };

function refuseUnlessOpen(token: PendingToken | null, { revision }: Seen): PendingToken | Refusal {
  if (token === null) return refuse({ why: 'unknown_message' });
  if (token.revision !== revision) return refuse({ why: 'old_revision' });
  const isOpen = token.status === 'held' && token.match.kind === 'unclaimed';
  return isOpen ? token : refuse({ why: 'nothing_to_explain', tokenName: token.tokenName });
}

/** The held token, for its holder's eyes only: the form names what it reaches. Local reads, since a form is to open. */
export async function findExplainable(ports: Ports, slackId: SlackUserId, seen: Seen): Promise<PendingToken | Refusal> {
  const token = await ports.store.pendingToken(seen.id);
  if (token === null) return refuse({ why: 'unknown_message' });
  const { organization } = await organizationOf(ports, token.organizationId);
  const person = await authorize(ports, slackId, organization, { act: 'explain_token', holder: token.holder.githubId });
  return isRefusal(person) ? person : refuseUnlessOpen(token, seen);
}

/**
 * The holder of a held PendingToken that nobody asked for says why they need it: that makes a TokenRequest for exactly what the token has,
 * to which it is attached. It approves nothing.
 */
export async function explainPendingToken(
  ports: Ports,
  slackId: SlackUserId,
  seen: Opened,
  { purpose, justification }: Explanation,
): Promise<{ readonly number: RequestNumber } | Refusal> {
  const token = await ports.store.pendingToken(seen.id);
  if (token === null) return refuse({ why: 'unknown_message' });
  const { organization, policy } = await organizationOf(ports, token.organizationId);
  const person = await authorize(ports, slackId, organization, { act: 'explain_token', holder: token.holder.githubId });
  if (isRefusal(person)) return person;
  const member = await requireMember(ports, organization, person);
  if (isRefusal(member)) return member;
  const explained = await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const draftId = `explain:${seen.id}.v${seen.version}`;
    const made = await ports.store.requestByDraft(draftId);
    if (made !== null) return { number: made.number, change: noChange };
    const current = refuseUnlessOpen(await ports.store.pendingToken(seen.id), seen);
    if (isRefusal(current)) return current;
    const { tokenName } = current;
    const { permissions, access, lifetime } = agreementTo(current.scope, at);
    const scope = { permissions, access, lifetime };
    const verdict = evaluate(scope, policy, ports.policy().hash, at);
    if (verdict.outcome === 'refuse') return refuse({ why: 'policy_forbids', reasons: verdict.reasons });
    const number = await ports.store.nextRequestNumber();
    const { slackId: asker, githubId, login } = person;
    const opened = openRequest(
      {
        number,
        organizationId: organization.id,
        requester: { slackId: asker, githubId, login },
        purpose,
        tokenName,
        description: '',
        justification,
        scope,
        policyHash: verdict.policyHash,
        draftId,
      },
      policy,
      at,
    );
    const attached = advancePendingToken(current, { act: 'await', match: { kind: 'awaits', number } }, at, asker);
    return isRefusal(attached) ? attached : { number, change: together(opened, attached) };
  });
  if (isRefusal(explained)) return explained;
  await leaveHint(ports, organization.login);
  return { number: explained.number };
}
