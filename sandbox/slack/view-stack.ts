// Modals and App Homes: opening, pushing, replacing and closing.
import type { KnownBlock, PlainTextElement } from '@slack/types';
import { wordProblem } from './check-blocks.ts';
import { isObject, type JsonObject } from './check-value.ts';
import { checkView } from './check-view.ts';
import { installationOf } from './grid.ts';
import { limits } from './limits.ts';
import { nameParts } from './message-board.ts';
import { refuse } from './refuse.ts';
import type { OpenView, SlackState } from './state.ts';
import { readValues } from './view-state.ts';

/** The view as given, once it is known that Slack would take it. */
export function takeView(view: unknown, surface: 'modal' | 'home'): JsonObject {
  const problems = checkView(view, surface);
  if (!isObject(view) || problems.length > 0) refuse('invalid_arguments', problems.map(wordProblem));
  if (Buffer.byteLength(JSON.stringify(view)) > limits.viewBytes) refuse('view_too_large');
  return view;
}

export function openModal(state: SlackState, userId: string, view: JsonObject, triggerId: string): OpenView {
  const opened = makeView(state, userId, view, { previousViewId: null, openedBy: triggerId });
  for (const id of state.stacks.get(userId) ?? []) state.views.delete(id);
  state.stacks.set(userId, [opened.id]);
  return opened;
}

export function pushModal(state: SlackState, userId: string, view: JsonObject, triggerId: string | null): OpenView {
  const stack = state.stacks.get(userId) ?? [];
  if (stack.length >= limits.viewsInStack) refuse('push_limit_reached');
  const pushed = makeView(state, userId, view, { previousViewId: stack.at(-1) ?? null, openedBy: triggerId });
  state.stacks.set(userId, [...stack, pushed.id]);
  return pushed;
}

export function publishHome(state: SlackState, userId: string, view: JsonObject, hash: string | undefined): OpenView {
  const before = state.views.get(state.homes.get(userId) ?? '');
  if (before !== undefined) return replaceView(state, before, view, hash);
  const home = makeView(state, userId, view, { previousViewId: null, openedBy: null });
  state.homes.set(userId, home.id);
  return home;
}

/** What was entered survives where block_id and action_id stay the same. */
export function replaceView(state: SlackState, view: OpenView, to: JsonObject, hash?: string): OpenView {
  if (hash !== undefined && hash !== view.hash) refuse('hash_conflict');
  const { previousViewId, openedBy, id, rootViewId } = view;
  const made = makeView(state, view.userId, to, { previousViewId, openedBy }, view);
  const replaced = { ...made, id, rootViewId, values: readValues(made.blocks, view.values) };
  state.views.delete(made.id);
  state.views.set(id, replaced);
  return replaced;
}

/** The views of a person's modal, the lowest first; what shows is the last. */
export function openViewsOf(state: SlackState, userId: string): readonly OpenView[] {
  return (state.stacks.get(userId) ?? []).flatMap((id) => state.views.get(id) ?? []);
}

export function closeTop(state: SlackState, userId: string): void {
  const stack = state.stacks.get(userId) ?? [];
  const top = stack.at(-1);
  if (top !== undefined) state.views.delete(top);
  state.stacks.set(userId, stack.slice(0, -1));
}

export function closeAll(state: SlackState, userId: string): void {
  for (const id of state.stacks.get(userId) ?? []) state.views.delete(id);
  state.stacks.delete(userId);
}

/** The view as payloads and answers of `views.*` carry it. */
export function describeView(state: SlackState, view: OpenView): JsonObject {
  return {
    id: view.id,
    team_id: state.teamId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: view.values },
    hash: view.hash,
    title: view.title,
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close,
    submit: view.submit,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: state.appId,
    external_id: view.externalId,
    app_installed_team_id: installationOf(state).id,
    bot_id: state.botId,
  };
}

function makeView(
  state: SlackState,
  userId: string,
  view: JsonObject,
  origin: Pick<OpenView, 'previousViewId' | 'openedBy'>,
  replaced?: OpenView,
): OpenView {
  const externalId = typeof view.external_id === 'string' ? view.external_id : (replaced?.externalId ?? '');
  const isTaken = [...state.views.values()].some(
    (other) => other.id !== replaced?.id && other.externalId === externalId,
  );
  if (externalId !== '' && isTaken) refuse('duplicate_external_id');
  const number = state.nextNumber();
  const id = `V${String(number).padStart(10, '0')}`;
  const blocks = nameParts(state, view.blocks as readonly KnownBlock[]);
  const words = (field: string): PlainTextElement | null => (view[field] as PlainTextElement | undefined) ?? null;
  const made: OpenView = {
    ...origin,
    id,
    userId,
    type: view.type === 'home' ? 'home' : 'modal',
    callbackId: String(view.callback_id ?? ''),
    externalId,
    privateMetadata: String(view.private_metadata ?? ''),
    title: words('title'),
    submit: words('submit'),
    close: words('close'),
    blocks,
    values: readValues(blocks),
    hash: `${Math.floor(state.now().getTime() / 1000)}.${number.toString(36).padStart(8, '0')}`,
    rootViewId: state.stacks.get(userId)?.[0] ?? id,
    clearOnClose: view.clear_on_close === true,
    notifyOnClose: view.notify_on_close === true,
  };
  const rooted = origin.previousViewId === null ? { ...made, rootViewId: id } : made;
  state.views.set(id, rooted);
  return rooted;
}
