import { isObject, type JsonObject } from './check-value.ts';
import { formErrors } from './enter.ts';
import { type Line, postPayload, requireActive } from './line.ts';
import { liveView } from './live-part.ts';
import { viewClosed, viewSubmission } from './payloads.ts';
import type { Delivery } from './send-signed.ts';
import type { OpenView } from './state.ts';
import { makeTrigger } from './triggers.ts';
import { closeAll, closeTop, openViewsOf, pushModal, replaceView, takeView } from './view-stack.ts';

/** What the form did: closed, showed errors by block_id, or showed another view. None of them: it stays as it was. */
export type SubmitOutcome = {
  readonly httpStatus: number;
  readonly timedOut: boolean;
  readonly closed: boolean;
  readonly errors?: Readonly<Record<string, string>>;
  /** The view that came in its place or on top of it. */
  readonly view?: OpenView;
};

/** Presses the submit button. Throws where Slack's own form would not let it, and where Slack would refuse the bot's answer. */
export async function submit(line: Line, userId: string, given: OpenView): Promise<SubmitOutcome> {
  const { state } = line;
  requireActive(state, userId);
  const view = liveView(state, userId, given);
  if (view.submit === null) throw new Error(`the view ${view.callbackId} has no submit button`);
  for (const [blockId, refusal] of Object.entries(formErrors(view))) {
    throw new Error(`Slack does not submit ${view.callbackId}: ${blockId}: ${refusal}`);
  }
  const triggerId = makeTrigger(state, userId, view.id);
  const delivery = await postPayload(line, viewSubmission(state, userId, view, triggerId));
  const { httpStatus, timedOut } = delivery;
  if (httpStatus !== 200) return { httpStatus, timedOut, closed: false };
  return { httpStatus, timedOut, ...obey(line, userId, view, readAnswer(delivery.body)) };
}

/** Presses Cancel on the view on top; with `isWhole` the x that closes all of them. The answers are to `view_closed`, where it was asked for. */
export async function close(
  line: Line,
  userId: string,
  given: OpenView,
  isWhole = false,
): Promise<readonly Delivery[]> {
  const { state } = line;
  requireActive(state, userId);
  const view = liveView(state, userId, given);
  const isCleared = isWhole || view.clearOnClose;
  const closing = isCleared ? openViewsOf(state, userId) : [view];
  if (isCleared) closeAll(state, userId);
  else closeTop(state, userId);
  return Promise.all(
    closing
      .filter(({ notifyOnClose }) => notifyOnClose)
      .map((closed) => postPayload(line, viewClosed(state, userId, closed, isCleared))),
  );
}

function obey(
  line: Line,
  userId: string,
  view: OpenView,
  answer: JsonObject | undefined,
): Pick<SubmitOutcome, 'closed' | 'errors' | 'view'> {
  const { state } = line;
  switch (answer?.response_action) {
    case undefined:
      if (openViewsOf(state, userId).at(-1)?.id === view.id) closeTop(state, userId);
      return { closed: true };
    case 'clear':
      closeAll(state, userId);
      return { closed: true };
    case 'errors':
      return { closed: false, errors: takeErrors(view, answer.errors) };
    case 'update': {
      const current = state.views.get(view.id) ?? view;
      return { closed: false, view: replaceView(state, current, takeView(answer.view, 'modal')) };
    }
    case 'push':
      return { closed: false, view: pushModal(state, userId, takeView(answer.view, 'modal'), null) };
    default:
      throw new Error(`Slack knows no response_action ${String(answer?.response_action)}`);
  }
}

/** An error under anything but an input block makes Slack show "We had some trouble connecting". */
function takeErrors(view: OpenView, errors: unknown): Readonly<Record<string, string>> {
  const inputs = new Set(view.blocks.filter(({ type }) => type === 'input').map((block) => block.block_id));
  const given = isObject(errors) ? Object.entries(errors) : [];
  if (given.length === 0) throw new Error('Slack refuses an answer of errors that names none');
  for (const [blockId, message] of given) {
    if (!inputs.has(blockId)) throw new Error(`Slack refuses an error for ${blockId}, which is no input of the view`);
    if (typeof message !== 'string' || message === '') throw new Error(`Slack refuses an empty error for ${blockId}`);
  }
  return Object.fromEntries(given.map(([blockId, message]) => [blockId, String(message)]));
}

function readAnswer(body: string): JsonObject | undefined {
  if (body === '') return undefined;
  const answer: unknown = JSON.parse(body);
  if (!isObject(answer)) throw new Error(`Slack cannot read this answer to a submission: ${body}`);
  return answer;
}
