import { isRefusal } from '../../domain/refusal.ts';
import { offerRenewal, offerRenewalOf, renewToken as renew } from '../../operations/ask/renew-token.ts';
import { readValue } from '../button-value.ts';
import type { ClickCall, CommandCall, SlackContext, SubmissionCall } from '../context.ts';
import { readActed } from '../forms/private-metadata.ts';
import { renewView } from '../views/renew-token.ts';
import { readNamed } from './read-named.ts';
import { refuseClick, refuseCommand, refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** `/pat renew PAT-n`, or the token's name */
export async function renewTokenByName(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, client, wording } = context;
  const named = await readNamed(context, call, 'renew');
  const page = isRefusal(named) ? named : await offerRenewalOf(ports, call.user, named);
  if (isRefusal(page)) return refuseCommand(context, call, page);
  await client.views.open({ trigger_id: call.triggerId, view: renewView(page, wording) });
  await call.ack();
}

/** Renew, on a reminder or in Details: the one page. */
export async function askToRenew(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const page = await offerRenewal(ports, call.user, seen.id);
  if (isRefusal(page)) {
    await call.ack();
    return refuseClick(context, call, page);
  }
  const view = renewView(page, wording);
  if (call.view === null) await client.views.open({ trigger_id: call.triggerId, view });
  else await client.views.push({ trigger_id: call.triggerId, view });
  await call.ack();
}

/** The page was sent. */
export async function renewToken(context: SlackContext, call: SubmissionCall): Promise<void> {
  const seen = readValue(readActed(call.privateMetadata) ?? '');
  if (seen === null) return unknownControl(context, call);
  const renewed = await renew(context.ports, call.user, seen);
  if (isRefusal(renewed)) return refuseSubmission(context, call, renewed);
  await call.ack({ response_action: 'clear' });
}
