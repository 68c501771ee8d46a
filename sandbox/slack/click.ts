import type { JsonObject } from './check-value.ts';
import { answerFor, ownOptions } from './fill-answer.ts';
import { type Line, makeReply, type Outcome, outcomeOf, postPayload, requireActive } from './line.ts';
import { liveControl, liveMessage, liveView } from './live-part.ts';
import { findMessage } from './message-board.ts';
import { blockActionsInMessage, blockActionsInView } from './payloads.ts';
import type { OpenView, PostedMessage } from './state.ts';
import { makeTrigger } from './triggers.ts';
import { elementState, type Interactive } from './view-state.ts';
import { openDirectMessages } from './workspace.ts';

export type ClickOptions = {
  readonly blockId?: string;
  /** Which of several like buttons; what to choose of a menu; with `force`, what the forged button carries. */
  readonly value?: string;
  /** Clicks though nothing of the kind is there. */
  readonly force?: boolean;
};
/** Any click, true or not. */
export type RawClick = {
  readonly actionId: string;
  readonly value?: string;
  readonly blockId?: string;
  /** The person's direct messages unless told. */
  readonly channelId?: string;
  readonly messageTs?: string;
  /** Laid over the payload at last. */
  readonly payload?: JsonObject;
};

/** Clicks a button (or chooses of a menu) that stands in the message or view as it is now. */
export function click(
  line: Line,
  userId: string,
  where: PostedMessage | OpenView,
  actionId: string,
  options: ClickOptions = {},
): Promise<Outcome> {
  requireActive(line.state, userId);
  if (options.force === true) return clickUnseen(line, userId, where, actionId, options);
  if ('channelId' in where) {
    const message = liveMessage(line.state, userId, where);
    const control = liveControl(message, actionId, options);
    return clickInMessage(line, userId, message, describeAction(line, control, options.value));
  }
  const view = liveView(line.state, userId, where);
  const control = liveControl(view, actionId, options);
  return clickInView(line, userId, view, describeAction(line, control, options.value));
}

/** Sends a click as it is described, whatever is shown. */
export function clickRaw(line: Line, userId: string, raw: RawClick): Promise<Outcome> {
  const channelId = raw.channelId ?? openDirectMessages(line.state, userId).id;
  const ts = raw.messageTs ?? '1.000000';
  const known = findMessage(line.state, channelId, ts);
  const at = line.state.now();
  const message: PostedMessage = known ?? {
    ...{ channelId, ts, threadTs: null, ephemeralTo: null, postedAt: at, isDeleted: false, edits: 0 },
    ...{ text: '', blocks: [], versions: [], cameBy: null },
  };
  return clickInMessage(line, userId, message, forgeAction(raw.actionId, raw), raw.payload);
}

/** The action as the payload lists it. */
export function describeAction(line: Line, control: Interactive, value: string | undefined): JsonObject {
  const { element, blockId } = control;
  const named = { action_id: element.action_id, block_id: blockId };
  const { placeholder, text, style, confirm, url } = element;
  const shown = Object.fromEntries(
    Object.entries({ placeholder, text, style, confirm, url }).filter(([, part]) => part !== undefined),
  );
  if (element.type === 'button') {
    return { ...named, ...shown, ...(element.value === undefined ? {} : { value: element.value }), type: 'button' };
  }
  const answer = value === undefined ? null : answerFor(line.state, control, value, ownOptions(element));
  if (element.type === 'overflow') return { ...named, ...shown, type: 'overflow', selected_option: answer };
  return { ...named, ...shown, ...elementState(element, answer) };
}

export async function clickInView(line: Line, userId: string, view: OpenView, action: JsonObject): Promise<Outcome> {
  const triggerId = makeTrigger(line.state, userId, view.id);
  const delivery = await postPayload(line, blockActionsInView(line.state, userId, view, action, triggerId));
  return outcomeOf(line.state, delivery, triggerId, null);
}

async function clickInMessage(
  line: Line,
  userId: string,
  message: PostedMessage,
  action: JsonObject,
  payload: JsonObject = {},
): Promise<Outcome> {
  const reply = makeReply(line, userId, { channelId: message.channelId, messageTs: message.ts });
  const made = blockActionsInMessage(line.state, userId, message, action, reply);
  const delivery = await postPayload(line, { ...made, ...payload });
  return outcomeOf(line.state, delivery, reply.triggerId, reply.url.id);
}

function clickUnseen(
  line: Line,
  userId: string,
  where: PostedMessage | OpenView,
  actionId: string,
  options: ClickOptions,
): Promise<Outcome> {
  if (options.value === undefined) throw new Error('a forced click needs the value that the button carries');
  const action = forgeAction(actionId, options);
  return 'channelId' in where
    ? clickInMessage(line, userId, findMessage(line.state, where.channelId, where.ts) ?? where, action)
    : clickInView(line, userId, line.state.views.get(where.id) ?? where, action);
}

function forgeAction(actionId: string, { blockId, value }: Pick<RawClick, 'blockId' | 'value'>): JsonObject {
  return {
    action_id: actionId,
    block_id: blockId ?? 'forged',
    text: { type: 'plain_text', text: actionId, emoji: true },
    ...(value === undefined ? {} : { value }),
    type: 'button',
  };
}
