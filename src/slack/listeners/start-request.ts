import { policyOf } from '../../domain/policy/policy.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { sponsoredBy } from '../../domain/requests/machine-user.ts';
import type { Draft } from '../../domain/requests/token-request.ts';
import { startRequest as start } from '../../operations/ask/start-request.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { requestFormView } from '../views/request-form.ts';
import { refuseCommand } from './refuse-privately.ts';

/** Opens the form with what is answered already. */
export async function openRequestForm(
  { ports, client, wording }: SlackContext,
  { user, triggerId }: Pick<CommandCall | ClickCall, 'user' | 'triggerId'>,
  answers: Draft['answers'],
): Promise<Refusal | null> {
  const draft = await start(ports, user, answers);
  if (isRefusal(draft)) return draft;
  const { organizations } = ports.policy();
  const chosen = policyOf(ports.policy(), draft.organizationLogin);
  if (chosen === undefined) throw new Error('the policy names no organization');
  const machineUsers = sponsoredBy(user, ports.policy());
  const form = { draftId: draft.id, answers: draft.answers, organizations, chosen, machineUsers };
  await client.views.open({ trigger_id: triggerId, view: requestFormView(1, form, wording) });
  return null;
}

/** `/pat request` */
export async function startRequest(context: SlackContext, call: CommandCall): Promise<void> {
  const refusal = await openRequestForm(context, call, {});
  if (refusal !== null) return refuseCommand(context, call, refusal);
  await call.ack();
}
