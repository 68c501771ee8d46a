import { wordProblem } from './check-blocks.ts';
import type { JsonObject } from './check-value.ts';
import { checkOptionsAnswer } from './check-view.ts';
import { type Line, postPayload, requireActive } from './line.ts';
import { liveControl, liveView } from './live-part.ts';
import { blockSuggestion } from './payloads.ts';
import type { OfferedOption, OpenView } from './state.ts';

export type OfferedGroup = { readonly label: { readonly text: string }; readonly options: readonly OfferedOption[] };
/** What the menu shows, groups flattened, and the groups. */
export type Suggestions = readonly OfferedOption[] & { readonly groups: readonly OfferedGroup[] };

/** Asks the bot only from this many characters on, as Slack does unless the element says otherwise. */
const queryLengthByDefault = 3;

/** Types into a type-ahead menu. Throws where Slack would refuse the bot's answer; shows nothing if it did not answer in time. */
export async function suggest(
  line: Line,
  userId: string,
  view: OpenView,
  actionId: string,
  typed: string,
): Promise<Suggestions> {
  requireActive(line.state, userId);
  const live = liveView(line.state, userId, view);
  const { element, blockId } = liveControl(live, actionId, {});
  if (element.type !== 'external_select' && element.type !== 'multi_external_select') {
    throw new Error(`${actionId} is no type-ahead but ${String(element.type)}`);
  }
  if ([...typed].length < Number(element.min_query_length ?? queryLengthByDefault)) return show([], []);
  const delivery = await postPayload(line, blockSuggestion(line.state, userId, live, { blockId, actionId, typed }));
  if (delivery.httpStatus !== 200) return show([], []);
  const answer = JSON.parse(delivery.body === '' ? '{}' : delivery.body) as JsonObject;
  const problems = checkOptionsAnswer(answer);
  if (problems.length > 0) throw new Error(`Slack refuses these options: ${problems.map(wordProblem).join('; ')}`);
  const groups = (answer.option_groups ?? []) as readonly OfferedGroup[];
  const options = [
    ...((answer.options ?? []) as readonly OfferedOption[]),
    ...groups.flatMap((group) => group.options),
  ];
  const offered = offeredIn(line, live, blockId, actionId);
  for (const option of options) offered.set(option.value, option);
  return show(options, groups);
}

/** Every option that this menu has ever offered in this view, by value. */
export function offeredIn(line: Line, view: OpenView, blockId: string, actionId: string): Map<string, OfferedOption> {
  const key = JSON.stringify([view.id, blockId, actionId]);
  const known = line.state.offered.get(key) ?? new Map<string, OfferedOption>();
  line.state.offered.set(key, known);
  return known;
}

function show(options: readonly OfferedOption[], groups: readonly OfferedGroup[]): Suggestions {
  // Not enumerable, so that the list compares equal to a plain one.
  return Object.defineProperty([...options], 'groups', { value: groups }) as OfferedOption[] & {
    groups: typeof groups;
  };
}
