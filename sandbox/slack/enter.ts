// What a person enters into the fields of a view, without the bot being told, and with.
import { clickInView, describeAction } from './click.ts';
import { answerFor, type FieldValue, ownOptions, refuseAnswer } from './fill-answer.ts';
import { type Line, type Outcome, requireActive } from './line.ts';
import { liveView } from './live-part.ts';
import type { OpenView } from './state.ts';
import { offeredIn } from './suggest.ts';
import { answerIn, elementState, type Interactive, interactiveElements, isHolding } from './view-state.ts';

/** By block_id, then action_id. */
export type Entries = Readonly<Record<string, Readonly<Record<string, FieldValue>>>>;

/** Lets the fields hold these values and gives the view as it then is. Throws where Slack offers no such choice. */
export function enterAll(line: Line, userId: string, view: OpenView, entries: Entries): OpenView {
  requireActive(line.state, userId);
  let filled = liveView(line.state, userId, view);
  for (const [blockId, fields] of Object.entries(entries)) {
    for (const [actionId, value] of Object.entries(fields)) {
      const field = fieldOf(filled, blockId, actionId);
      filled = enter(line, filled, field, answerOf(line, filled, field, value));
    }
  }
  return filled;
}

/** Chooses of a menu that the bot is told of at once. */
export function choose(
  line: Line,
  userId: string,
  view: OpenView,
  chosen: { readonly blockId: string; readonly actionId: string; readonly value: FieldValue },
): Promise<Outcome> {
  requireActive(line.state, userId);
  const live = liveView(line.state, userId, view);
  const field = fieldOf(live, chosen.blockId, chosen.actionId);
  const answer = answerOf(line, live, field, chosen.value);
  const action = { ...describeAction(line, field, undefined), ...elementState(field.element, answer) };
  return clickInView(line, userId, enter(line, live, field, answer), action);
}

export function enter(line: Line, view: OpenView, { blockId, element }: Interactive, answer: unknown): OpenView {
  const actionId = String(element.action_id);
  const block = { ...view.values[blockId], [actionId]: elementState(element, answer) };
  const filled = { ...view, values: { ...view.values, [blockId]: block } };
  line.state.views.set(view.id, filled);
  return filled;
}

/** What Slack's own form says against what the fields hold, by block_id. */
export function formErrors(view: OpenView): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const field of interactiveElements(view.blocks)) {
    const held = view.values[field.blockId]?.[String(field.element.action_id)];
    const refusal = held === undefined ? undefined : refuseAnswer(field, answerIn(held));
    if (refusal !== undefined) errors[field.blockId] = refusal;
  }
  return errors;
}

function fieldOf(view: OpenView, blockId: string, actionId: string): Interactive {
  const found = interactiveElements(view.blocks).find(
    (one) => one.blockId === blockId && one.element.action_id === actionId && isHolding(one.element.type),
  );
  if (found === undefined) throw new Error(`the view has no field ${blockId}/${actionId}`);
  return found;
}

function answerOf(line: Line, view: OpenView, field: Interactive, value: FieldValue): unknown {
  const { element, blockId } = field;
  const isOffered = String(element.type).includes('external_select');
  const options = isOffered
    ? [...initialOptions(field), ...offeredIn(line, view, blockId, String(element.action_id)).values()]
    : ownOptions(element);
  return answerFor(line.state, field, value, options);
}

/** A type-ahead may hold what it started with, though it was never asked. */
function initialOptions({ element }: Interactive): ReturnType<typeof ownOptions> {
  const first = element.initial_option === undefined ? [] : [element.initial_option];
  return ownOptions({
    options: [...first, ...(Array.isArray(element.initial_options) ? element.initial_options : [])],
  });
}
