import { readLastEight } from '../../domain/classic/classic-record.ts';
import { looksLikeCredential } from '../../domain/credential.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { readRequestValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readActed } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { classicMadeView } from '../views/classic-made.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** I've created it…, beside the way to GitHub. */
export async function askAboutClassic(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readRequestValue(call.value);
  if (seen === null) return unknownClick(context, call);
  await client.views.open({ trigger_id: call.triggerId, view: classicMadeView(call.value, wording) });
  await call.ack();
  await adoptCopy(ports, call.message, { of: 'request', number: seen.number }, 'request_approved');
}

/** It was said by what the token is known. */
export async function noteClassicMade(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const seen = readRequestValue(readActed(call.privateMetadata) ?? '');
  if (seen === null) return unknownControl(context, call);
  const given = readForm(call.values).last_eight ?? '';
  const text = typeof given === 'string' ? given.trim() : '';
  const lastEight = readLastEight(text);
  if (text !== '' && lastEight === null) {
    const why = looksLikeCredential(text) ? 'looks_like_credential' : 'not_eight';
    return call.ack({ response_action: 'errors', errors: fieldErrors(wording, { last_eight: { why } }, call.values) });
  }
  const { number: id, revision } = seen;
  const made = await act(ports, call.user, { act: 'make_classic', lastEight }, { id, revision, place: 'details' });
  if (isRefusal(made)) return refuseSubmission(context, call, made);
  ports.wake.outbox();
  await call.ack({ response_action: 'clear' });
}
