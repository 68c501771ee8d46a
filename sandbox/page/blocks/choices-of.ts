import type { OfferedGroup, OfferedOption } from '@countersign/sandbox-stage/acts';
import type { ElementState } from '@countersign/sandbox-stage/protocol';
import type { Choice, ChoiceGroup } from '../controls/choices.ts';
import type { Value } from './surface.ts';

type Option = {
  readonly text: { readonly text: string };
  readonly value?: string;
  readonly description?: { readonly text: string };
};

export function choiceOf({ text, value, description }: Option): Choice {
  return {
    value: value ?? text.text,
    text: text.text,
    ...(description === undefined ? {} : { description: description.text }),
  };
}

export function groupsOf(
  options: readonly (Option | OfferedOption)[] = [],
  groups:
    | readonly { readonly label: { readonly text: string }; readonly options: readonly Option[] }[]
    | readonly OfferedGroup[] = [],
): readonly ChoiceGroup[] {
  return [
    ...(options.length === 0 ? [] : [{ label: null, choices: options.map(choiceOf) }]),
    ...groups.map((group) => ({ label: group.label.text, choices: group.options.map(choiceOf) })),
  ];
}

/** What an element's state holds, as what would be entered for it. */
export function valueIn(state: ElementState | undefined): Value | undefined {
  if (state === undefined) return undefined;
  const { selected_options: several, selected_option: one } = state as {
    readonly selected_options?: readonly Option[];
    readonly selected_option?: Option | null;
  };
  if (several !== undefined) return several.map((option) => choiceOf(option).value);
  if (one !== undefined) return one === null ? '' : choiceOf(one).value;
  const [plain] = Object.entries(state).flatMap(([name, value]) => (name === 'type' ? [] : [value]));
  if (Array.isArray(plain)) return plain.map(String);
  return plain === null || plain === undefined ? '' : String(plain);
}

/** The options that a state names, by value: their words come along with them. */
export function choicesIn(state: ElementState | undefined): readonly Choice[] {
  const { selected_options: several, selected_option: one } = (state ?? {}) as {
    readonly selected_options?: readonly Option[];
    readonly selected_option?: Option | null;
  };
  return [...(several ?? []), ...(one === null || one === undefined ? [] : [one])].map(choiceOf);
}
