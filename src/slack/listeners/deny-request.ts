import { onlyObserved } from '../../domain/decisions/only-observed.ts';
import type { Subject as MessageSubject } from '../../domain/message.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { readReason } from '../../domain/requests/request-form.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { isKnownSubject } from '../../operations/decide/is-known-subject.ts';
import { organizationOf } from '../../operations/find-organization.ts';
import { readRequestValue, readValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readDenial } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { denyView } from '../views/deny-request.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { refusalView } from '../views/refusal-view.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

type Subject = 'request' | 'pending_token';

function subjectOfValue(subject: Subject, value: string): MessageSubject | null {
  if (subject === 'request') {
    const seen = readRequestValue(value);
    return seen === null ? null : { of: 'request', number: seen.number };
  }
  const seen = readValue(value);
  return seen === null ? null : { of: 'pending_token', id: seen.id };
}

/** Deny… on a card or in Details: asks for the reason. Who may deny is checked when it is given. */
function asksReason(subject: Subject) {
  return async (context: SlackContext, call: ClickCall): Promise<void> => {
    const { client, wording } = context;
    const about = subjectOfValue(subject, call.value);
    if (about === null || !(await isKnownSubject(context.ports, about))) return unknownClick(context, call);
    const observed = about.of === 'pending_token' ? await observedToken(context, about.id) : null;
    if (observed !== null) {
      await call.ack();
      return refuseClick(context, call, observed);
    }
    const view = denyView({ subject, value: call.value }, wording);
    if (call.view === null) await client.views.open({ trigger_id: call.triggerId, view });
    else await client.views.push({ trigger_id: call.triggerId, view });
    await call.ack();
    await adoptCopy(context.ports, call.message, about, subject === 'request' ? 'request_card' : 'pending_token_card');
  };
}

/** A card that still has the button is older than the policy's word. */
async function observedToken({ ports }: SlackContext, id: string): Promise<Refusal | null> {
  const token = await ports.store.pendingToken(id);
  return token === null ? null : onlyObserved((await organizationOf(ports, token.organizationId)).policy);
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
  if (isRefusal(decided)) return call.ack({ response_action: 'update', view: refusalView(wording, decided) });
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
