import type { ExternalSelect, MultiExternalSelect, MultiStaticSelect, StaticSelect } from '@slack/types';
import { useRef } from 'preact/hooks';
import type { Choice } from '../controls/choices.ts';
import { Combobox } from '../controls/combobox.tsx';
import type { Source } from '../controls/use-offer.ts';
import { choiceOf, choicesIn, groupsOf } from './choices-of.ts';
import type { ElementPlace } from './element-place.ts';
import { useSurface } from './surface.ts';
import { listIn, useEntry } from './use-entry.ts';

type Select = StaticSelect | MultiStaticSelect | ExternalSelect | MultiExternalSelect;

const usualLeast = 3;

/** The words of all that was ever chosen or listed here, by value. */
function useKnown(element: Select, at: ElementPlace): Map<string, Choice> {
  const { held } = useSurface();
  const known = useRef(new Map<string, Choice>());
  const listed =
    'options' in element || 'option_groups' in element ? groupsOf(element.options, element.option_groups) : [];
  const first =
    'initial_options' in element
      ? (element.initial_options ?? [])
      : 'initial_option' in element && element.initial_option !== undefined
        ? [element.initial_option]
        : [];
  const all = [
    ...listed.flatMap(({ choices }) => choices),
    ...first.map(choiceOf),
    ...choicesIn(held(at.blockId, at.actionId)),
  ];
  for (const choice of all) known.current.set(choice.value, choice);
  return known.current;
}

export function SelectElement({ element, at }: { readonly element: Select; readonly at: ElementPlace }) {
  const surface = useSurface();
  const { value, set } = useEntry(at);
  const known = useKnown(element, at);
  const isMulti = element.type === 'multi_static_select' || element.type === 'multi_external_select';
  const isAsked = element.type === 'external_select' || element.type === 'multi_external_select';
  const source: Source = isAsked
    ? {
        kind: 'ask',
        leastTyped: element.min_query_length ?? usualLeast,
        ask: (typed) => surface.suggest(at.blockId, at.actionId, typed),
      }
    : { kind: 'list', groups: groupsOf(element.options, element.option_groups) };
  const most = isMulti ? element.max_selected_items : undefined;
  return (
    <Combobox
      id={at.id}
      label={at.label}
      source={source}
      isMulti={isMulti}
      placeholder={element.placeholder?.text ?? 'Choose'}
      chosen={listIn(value).map((one) => known.get(one) ?? { value: one, text: one })}
      isInvalid={at.isInvalid}
      describedBy={at.describedBy}
      isFocusedOnLoad={element.focus_on_load === true}
      {...(most === undefined ? {} : { most })}
      onChoose={(chosen) => {
        for (const choice of chosen) known.set(choice.value, choice);
        const values = chosen.map((choice) => choice.value);
        set(isMulti ? values : (values[0] ?? ''));
      }}
    />
  );
}
