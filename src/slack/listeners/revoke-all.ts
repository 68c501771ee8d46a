import { isRefusal } from '../../domain/refusal.ts';
import { readReason } from '../../domain/requests/request-form.ts';
import { mayBegin } from '../../operations/decide/may-begin.ts';
import { revokeAll } from '../../operations/decide/revoke-all.ts';
import { tokensOfHolder } from '../../operations/people/tokens-of.ts';
import { readHoldingValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readActed } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { revokeAllView, revokingAllView } from '../views/revoke-all.ts';
import { refusalPage, refuseClick } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** Revoke all…: shows which, and which not, and asks for the reason. */
export async function previewRevokeAll(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const holding = readHoldingValue(call.value);
  const organization = holding === null ? null : await ports.store.organizationById(holding.organizationId);
  if (holding === null || organization === null) return unknownClick(context, call);
  const begun = await mayBegin(ports, 'revoke_token', organization.id);
  const found = isRefusal(begun) ? begun : await tokensOfHolder(ports, call.user, begun, holding.githubId);
  if (isRefusal(found)) {
    await call.ack();
    return refuseClick(context, call, found);
  }
  const view = revokeAllView(found, wording);
  if (call.view === null) await client.views.open({ trigger_id: call.triggerId, view });
  else await client.views.push({ trigger_id: call.triggerId, view });
  await call.ack();
}

/** The reason was given: the Decision itself. */
export async function startRevokeAll(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const holding = readHoldingValue(readActed(call.privateMetadata) ?? '');
  if (holding === null || (await ports.store.organizationById(holding.organizationId)) === null)
    return unknownControl(context, call);
  const read = readReason(readForm(call.values).reason ?? null);
  if ('problem' in read) {
    return call.ack({ response_action: 'errors', errors: fieldErrors(wording, { reason: read.problem }, call.values) });
  }
  const begun = await revokeAll(ports, call.user, holding, read.reason);
  const view = isRefusal(begun) ? await refusalPage(context, call.user, begun) : revokingAllView(begun.count, wording);
  await call.ack({ response_action: 'update', view });
}
