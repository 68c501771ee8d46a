import { clickInView, describeAction } from './click.ts';
import { enter } from './enter.ts';
import { answerFor, type FieldValue, ownOptions } from './fill-answer.ts';
import { type Line, requireActive } from './line.ts';
import { liveView } from './live-part.ts';
import type { OfferedOption, OpenView } from './state.ts';
import { offeredIn, suggest } from './suggest.ts';
import { elementState, type Interactive, interactiveElements, isHolding } from './view-state.ts';

/** Enters values by block_id, in that order, and gives the view as it then is. */
export async function fill(
  line: Line,
  userId: string,
  view: OpenView,
  values: Readonly<Record<string, FieldValue>>,
): Promise<OpenView> {
  requireActive(line.state, userId);
  for (const [blockId, value] of Object.entries(values)) {
    const field = findField(liveView(line.state, userId, view), blockId);
    const options = String(field.element.type).includes('external_select')
      ? await lookUp(line, userId, view, field, value)
      : ownOptions(field.element);
    const answer = answerFor(line.state, field, value, options);
    // Read again: the bot may have redrawn the view while it was asked for options.
    const filled = enter(line, liveView(line.state, userId, view), field, answer);
    if (field.block.type !== 'input' || field.block.dispatch_action === true) {
      const state = elementState(field.element, answer);
      await clickInView(line, userId, filled, { ...describeAction(line, field, undefined), ...state });
    }
  }
  return liveView(line.state, userId, view);
}

function findField(view: OpenView, blockId: string): Interactive {
  const fields = interactiveElements(view.blocks).filter(({ element }) => isHolding(element.type));
  const field = fields.find((one) => one.blockId === blockId);
  if (field !== undefined) return field;
  throw new Error(`the view has no field ${blockId}; it has ${fields.map((one) => one.blockId).join(', ')}`);
}

/** Types until the menu offers the values: the whole value, then what stands before a colon, read as words. */
async function lookUp(
  line: Line,
  userId: string,
  view: OpenView,
  { blockId, element }: Interactive,
  value: FieldValue,
): Promise<readonly OfferedOption[]> {
  const actionId = String(element.action_id);
  const offered = offeredIn(line, view, blockId, actionId);
  const wanted = typeof value === 'string' ? [value] : value;
  for (const one of wanted.filter((each) => each !== '')) {
    for (const typed of [one, (one.split(':')[0] ?? one).replaceAll('_', ' ')]) {
      if (!offered.has(one)) await suggest(line, userId, view, actionId, typed);
    }
  }
  return [...offered.values()];
}
