import { Fault } from '../ports/fault.ts';
import type { Acknowledge, ClickCall, SlackContext } from './context.ts';

/** Slack forgets a click after 3 s and shows a sign that says nothing; before that we say that nothing was decided. */
const patienceMs = 2_500;

/**
 * Runs a listener so that the person always hears something: an outage is said in words, a bug with a reference that the log has too.
 * A listener that is too slow is not acknowledged by us behind its back: what it commits, the card shows.
 */
export async function failureAnswer(
  { context, newReference }: { readonly context: SlackContext; readonly newReference: () => string },
  ack: Acknowledge,
  work: () => Promise<void>,
  click?: ClickCall,
): Promise<void> {
  const { ports, wording, respond } = context;
  let isAnswered = false;
  const slow = setTimeout(() => {
    ports.log.warn('an answer to Slack took too long');
  }, patienceMs);
  try {
    await work();
    isAnswered = true;
  } catch (error) {
    const isOutage = error instanceof Fault;
    const reference = newReference();
    ports.log.error(isOutage ? 'a listener met an outage' : 'a listener failed by a bug', {
      reference,
      why: isOutage ? error.code : String(error),
      stack: !isOutage && error instanceof Error ? error.stack : undefined,
    });
    const text = isOutage ? wording.outage(error.where) : wording.bug(reference);
    if (click === undefined) await ack({ response_type: 'ephemeral', text });
    else {
      await ack();
      await respond(click.responseUrl, { text });
    }
  } finally {
    clearTimeout(slow);
    if (!isAnswered) ports.wake.outbox();
  }
}
