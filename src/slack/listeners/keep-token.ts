import { isRefusal } from '../../domain/refusal.ts';
import { readReason } from '../../domain/requests/request-form.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { organizationOf } from '../../operations/find-organization.ts';
import { readKeepValue, readValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readActed } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { keepView } from '../views/keep-token.ts';
import { acceptToken } from './accept-token.ts';
import { refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** Keep, where its holder is asked about an unused token; elsewhere the same button accepts a token as it is. */
export async function keepToken(context: SlackContext, call: ClickCall): Promise<void> {
  const seen = readKeepValue(call.value);
  if (seen === null) return acceptToken(context, call);
  const { ports, client, wording } = context;
  const token = await ports.store.activeToken(seen.id);
  if (token === null) return unknownClick(context, call);
  const { policy } = await organizationOf(ports, token.organizationId);
  await client.views.open({ trigger_id: call.triggerId, view: keepView(token, policy.unused.afterDays, wording) });
  await call.ack();
  await adoptCopy(ports, call.message, { of: 'active_token', id: seen.id }, 'unused_token');
}

/** The reason was given: the Decision itself. */
export async function sendReasonToKeep(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const seen = readValue(readActed(call.privateMetadata) ?? '');
  if (seen === null) return unknownControl(context, call);
  const read = readReason(readForm(call.values).reason ?? null);
  if ('problem' in read) {
    return call.ack({ response_action: 'errors', errors: fieldErrors(wording, { reason: read.problem }, call.values) });
  }
  const kept = await act(ports, call.user, { act: 'keep_token', reason: read.reason }, { ...seen, place: 'details' });
  if (isRefusal(kept)) return refuseSubmission(context, call, kept);
  await call.ack({ response_action: 'clear' });
}
