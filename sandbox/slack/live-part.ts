// What a person can really see and use at this moment.
import { findMessage } from './message-board.ts';
import { textOf } from './read-aloud.ts';
import type { OpenView, PostedMessage, SlackState } from './state.ts';
import { openViewsOf } from './view-stack.ts';
import { type Interactive, interactiveElements } from './view-state.ts';
import { channelOf } from './workspace.ts';

/** The message as it is now; throws where the person does not see it. */
export function liveMessage(state: SlackState, userId: string, { channelId, ts }: PostedMessage): PostedMessage {
  const message = findMessage(state, channelId, ts);
  if (message === undefined || message.isDeleted) throw new Error(`there is no message ${ts} in ${channelId} any more`);
  const isShown =
    message.ephemeralTo === null
      ? channelOf(state, channelId).members.includes(userId)
      : message.ephemeralTo === userId;
  if (!isShown) throw new Error(`${userId} does not see the message ${ts} in ${channelId}`);
  return message;
}

/** The view as it is now; throws where the person has another before them. */
export function liveView(state: SlackState, userId: string, { id }: OpenView): OpenView {
  const home = state.views.get(state.homes.get(userId) ?? '');
  if (home?.id === id) return home;
  const stack = openViewsOf(state, userId);
  const top = stack.at(-1);
  if (top?.id === id) return top;
  throw new Error(
    stack.some((view) => view.id === id)
      ? `the view ${id} lies under another one of ${userId}`
      : `${userId} has no view ${id} open`,
  );
}

/** The one control that fits; throws where there is none or more than one. */
export function liveControl(
  shown: PostedMessage | OpenView,
  actionId: string,
  { blockId, value }: { readonly blockId?: string; readonly value?: string },
): Interactive {
  const fitting = interactiveElements(shown.blocks).filter(
    (control) =>
      control.element.action_id === actionId &&
      (blockId === undefined || control.blockId === blockId) &&
      (value === undefined || control.element.type !== 'button' || control.element.value === value),
  );
  const [control] = fitting;
  if (control === undefined) throw new Error(`there is no live control ${actionId} in:\n${textOf(shown)}`);
  if (fitting.length > 1) throw new Error(`there are ${fitting.length} controls ${actionId}: give blockId or value`);
  return control;
}
