import { policyOf } from '../../domain/policy/policy.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { sponsoredBy } from '../../domain/requests/machine-user.ts';
import { startRequest as start } from '../../operations/ask/start-request.ts';
import type { CommandCall, SlackContext } from '../context.ts';
import { requestFormView } from '../views/request-form.ts';
import { refuseCommand } from './refuse-privately.ts';

/** `/pat request` */
export async function startRequest(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, client, wording } = context;
  const draft = await start(ports, call.user);
  if (isRefusal(draft)) return refuseCommand(context, call, draft);
  const { organizations } = ports.policy();
  const chosen = policyOf(ports.policy(), draft.organizationLogin);
  if (chosen === undefined) throw new Error('the policy names no organization');
  const machineUsers = sponsoredBy(call.user, ports.policy());
  const form = { draftId: draft.id, answers: draft.answers, organizations, chosen, machineUsers };
  await client.views.open({ trigger_id: call.triggerId, view: requestFormView(1, form, wording) });
  await call.ack();
}
