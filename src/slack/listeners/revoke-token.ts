import { isClassicTokenId } from '../../domain/classic/classic-token.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { readReason } from '../../domain/requests/request-form.ts';
import { act } from '../../operations/decide/act.ts';
import { findRevocable, type Revocable, revocableById } from '../../operations/decide/find-revocable.ts';
import { mayBegin } from '../../operations/decide/may-begin.ts';
import { accountOf } from '../../operations/people/accounts.ts';
import { readValue } from '../button-value.ts';
import type { ClickCall, CommandCall, SlackContext, SubmissionCall } from '../context.ts';
import { readActed } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { revokeView } from '../views/revoke-token.ts';
import { readNamed } from './read-named.ts';
import { listAddress, redrawList } from './redraw-list.ts';
import { refuseClick, refuseCommand, refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** `/pat revoke PAT-n`, or the token's name */
export async function revokeTokenByName(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, client, wording } = context;
  const named = await readNamed(context, call, 'revoke');
  const found = isRefusal(named) ? named : await findRevocable(ports, call.user, named);
  if (isRefusal(found)) return refuseCommand(context, call, found);
  const isYours = await isOwn(ports, call.user, found.token);
  const view = revokeView(found.token, found.organization, isYours, wording);
  await client.views.open({ trigger_id: call.triggerId, view });
  await call.ack();
}

async function isOwn(ports: SlackContext['ports'], user: SlackUserId, { holder }: Revocable): Promise<boolean> {
  return (await accountOf(ports, user))?.githubId === holder.githubId;
}

function revokes(id: string) {
  return isClassicTokenId(id) ? 'revoke_classic_token' : 'revoke_token';
}

/** Revoke… on a card, in Details or on the holder's own copy: asks for the reason. Who may revoke is checked when it is given. */
export async function askReasonToRevoke(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readValue(call.value);
  const token = seen === null ? null : await revocableById(ports, seen.id);
  if (seen === null || token === null) return unknownClick(context, call);
  const begun = await mayBegin(ports, revokes(seen.id), token.organizationId);
  if (isRefusal(begun)) {
    await call.ack();
    await redrawList(context, call);
    return refuseClick(context, call, begun);
  }
  const isYours = await isOwn(ports, call.user, token);
  const view = revokeView(token, begun.organization.login, isYours, wording, listAddress(call));
  if (call.view === null) await client.views.open({ trigger_id: call.triggerId, view });
  else await client.views.push({ trigger_id: call.triggerId, view });
  await call.ack();
}

/** The reason was given: the Decision itself. */
export async function revokeToken(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const seen = readValue(readActed(call.privateMetadata) ?? '');
  if (seen === null) return unknownControl(context, call);
  const read = readReason(readForm(call.values).reason ?? null);
  if ('problem' in read) {
    return call.ack({ response_action: 'errors', errors: fieldErrors(wording, { reason: read.problem }, call.values) });
  }
  const deed = { act: revokes(seen.id), reason: read.reason } as const;
  const revoked = await act(ports, call.user, deed, { ...seen, place: 'details' });
  if (isRefusal(revoked)) return refuseSubmission(context, call, revoked);
  await call.ack({ response_action: 'clear' });
  await redrawList(context, call);
}
