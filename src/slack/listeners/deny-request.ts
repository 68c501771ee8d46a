import { isRefusal, refuse } from '../../domain/refusal.ts';
import { readReason } from '../../domain/requests/request-form.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { mayBegin } from '../../operations/decide/may-begin.ts';
import { readRequestValue, readValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readDenial } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { denyView } from '../views/deny-request.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { refuseClick, refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

type Subject = 'request' | 'pending_token';

const denies = { request: 'deny_request', pending_token: 'deny_pending_token' } as const;

/** What the button is about, and whose organization's; null where it names nothing of ours. */
async function readAbout({ ports: { store } }: SlackContext, subject: Subject, value: string) {
  if (subject === 'request') {
    const seen = readRequestValue(value);
    const request = seen === null ? null : await store.request(seen.number);
    if (request === null) return null;
    return { about: { of: 'request', number: request.number } as const, organizationId: request.organizationId };
  }
  const seen = readValue(value);
  const token = seen === null ? null : await store.pendingToken(seen.id);
  if (token === null) return null;
  return { about: { of: 'pending_token', id: token.id } as const, organizationId: token.organizationId };
}

/** Deny… on a card or in Details: asks for the reason. Who may deny is checked when it is given. */
function asksReason(subject: Subject) {
  return async (context: SlackContext, call: ClickCall): Promise<void> => {
    const { ports, client, wording } = context;
    const found = await readAbout(context, subject, call.value);
    if (found === null) return unknownClick(context, call);
    const begun = await mayBegin(ports, denies[subject], found.organizationId);
    if (isRefusal(begun)) {
      await call.ack();
      return refuseClick(context, call, begun);
    }
    const view = denyView({ subject, value: call.value }, wording);
    if (call.view === null) await client.views.open({ trigger_id: call.triggerId, view });
    else await client.views.push({ trigger_id: call.triggerId, view });
    await call.ack();
    await adoptCopy(ports, call.message, found.about, subject === 'request' ? 'request_card' : 'pending_token_card');
  };
}

export const askReasonToDenyRequest = asksReason('request');
export const askReasonToDenyPendingToken = asksReason('pending_token');

/** The reason was given: the Decision itself. */
export async function denyRequest(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const about = readDenial(call.privateMetadata);
  if (about === null) return unknownControl(context, call);
  const read = readReason(readForm(call.values).reason ?? null);
  if ('problem' in read) {
    return call.ack({ response_action: 'errors', errors: fieldErrors(wording, { reason: read.problem }, call.values) });
  }
  const decided = await decide(context, call, about, read.reason);
  if (isRefusal(decided)) return refuseSubmission(context, call, decided);
  ports.wake.outbox();
  await call.ack({ response_action: 'clear' });
}

async function decide(
  { ports }: SlackContext,
  { user }: SubmissionCall,
  about: { readonly subject: Subject; readonly value: string },
  reason: string,
) {
  if (about.subject === 'request') {
    const seen = readRequestValue(about.value);
    if (seen === null) return refuse({ why: 'unknown_control' });
    const { number: id, revision } = seen;
    return act(ports, user, { act: 'deny_request', reason }, { id, revision, place: 'details' });
  }
  const seen = readValue(about.value);
  if (seen === null) return refuse({ why: 'unknown_control' });
  return act(ports, user, { act: 'deny_pending_token', reason }, { ...seen, place: 'details' });
}
