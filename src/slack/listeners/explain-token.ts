import { isRefusal } from '../../domain/refusal.ts';
import { readExplanation } from '../../domain/requests/request-form.ts';
import { explainPendingToken, findExplainable } from '../../operations/ask/explain-pending-token.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { readValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readExplained } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { claimView } from '../views/claim-token.ts';
import { explainView } from '../views/explain-token.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { listAddress, redrawList } from './redraw-list.ts';
import { refuseClick, refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** Explain…, in the holder's direct message: asks which of their requests it was for, or opens the short form. */
export async function askExplanation(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const found = await findExplainable(ports, call.user, seen);
  if (!isRefusal(found)) {
    const { token, offered, mayExplain } = found;
    // In the form that asks which request it was for, the same button means: none of these.
    const isNone = call.view !== null || offered.length === 0;
    const list = listAddress(call);
    const view = isNone ? explainView(token, wording, list) : claimView(token, offered, mayExplain, wording, list);
    if (call.view === null) await client.views.open({ trigger_id: call.triggerId, view });
    else await client.views.push({ trigger_id: call.triggerId, view });
  }
  await call.ack();
  await adoptCopy(ports, call.message, { of: 'pending_token', id: seen.id }, 'pending_token_held');
  if (!isRefusal(found)) return;
  await redrawList(context, call);
  await refuseClick(context, call, found);
}

/** The short form was sent: it makes a request for what the token has. */
export async function explainToken(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const opened = readExplained(call.privateMetadata);
  const seen = readValue(opened?.value ?? '');
  if (opened === null || seen === null) return unknownControl(context, call);
  const read = readExplanation(readForm(call.values));
  if ('problems' in read) {
    return call.ack({ response_action: 'errors', errors: fieldErrors(wording, read.problems, call.values) });
  }
  const explained = await explainPendingToken(ports, call.user, { ...seen, version: opened.version }, read);
  if (isRefusal(explained)) return refuseSubmission(context, call, explained);
  ports.wake.outbox();
  await call.ack({ response_action: 'clear' });
  await redrawList(context, call);
}
