import { Fault } from '../ports/fault.ts';
import type { Acknowledge, ClickCall, SlackContext } from './context.ts';
import { asSlackFault, isSlackError } from './slack-fault.ts';
import { failureView } from './views/failure-view.ts';

/** Slack forgets a click after 3 s and shows a sign that says nothing. */
const patienceMs = 2_500;

/** Where the person is told: below a command, in the modal that was sent, or below the message that was clicked. */
export type Place =
  | { readonly kind: 'command' }
  | { readonly kind: 'submission' }
  /** The form stays as it is: when it is sent, it is asked for what is missing. */
  | { readonly kind: 'choice' }
  | { readonly kind: 'click'; readonly click: ClickCall };

function faultOf(error: unknown): Fault | null {
  if (error instanceof Fault) return error;
  return isSlackError(error) ? asSlackFault(error) : null;
}

/**
 * Runs a listener so that the person always hears something: an outage is said in words, a bug with a reference that the log has too.
 * A listener that is too slow is not acknowledged by us behind its back: what it commits, the card shows.
 */
export async function failureAnswer(
  { context, newReference }: { readonly context: SlackContext; readonly newReference: () => string },
  ack: Acknowledge,
  place: Place,
  work: () => Promise<void>,
): Promise<void> {
  const { ports, wording } = context;
  const slow = setTimeout(() => ports.log.warn('an answer to Slack took too long'), patienceMs);
  try {
    await work();
  } catch (error) {
    const fault = faultOf(error);
    const reference = newReference();
    ports.log.error(fault === null ? 'a listener failed by a bug' : 'a listener met an outage', {
      reference,
      why: fault === null ? String(error) : fault.code,
      stack: fault === null && error instanceof Error ? error.stack : undefined,
    });
    const text =
      fault === null
        ? wording.bug(reference)
        : fault.trouble === 'form'
          ? wording.tooLate
          : wording.outage(fault.where);
    if (place.kind === 'command') await ack({ response_type: 'ephemeral', text });
    else if (place.kind === 'submission')
      await ack({
        response_action: 'update',
        view: failureView(wording, fault === null ? wording.bugTitle : wording.outageTitle, text),
      });
    else if (place.kind === 'choice') await ack();
    else {
      await ack();
      await tellClicker(context, place.click, fault === null ? wording.bugTitle : wording.outageTitle, text);
    }
  } finally {
    clearTimeout(slow);
  }
}

/** Below the message; on Home, below which nothing can stand, in a modal, if Slack still lets us open one. */
async function tellClicker(
  { client, ports, respond, wording }: SlackContext,
  { responseUrl, view, triggerId }: ClickCall,
  title: string,
  text: string,
): Promise<void> {
  if (responseUrl !== undefined || view !== null) return respond(responseUrl, { text });
  try {
    await client.views.open({ trigger_id: triggerId, view: failureView(wording, title, text) });
  } catch (error) {
    ports.log.warn('a failure could not be told on Home', { code: asSlackFault(error).code });
  }
}
