import type { MultiUsersSelect, UsersSelect } from '@slack/types';
import type { Choice } from '../controls/choices.ts';
import { Combobox } from '../controls/combobox.tsx';
import { useLive } from '../live/live.ts';
import type { ElementPlace } from './element-place.ts';
import { listIn, useEntry } from './use-entry.ts';

/** Everybody of the workspace who can still read, found by either of their names. */
export function UsersElement({
  element,
  at,
}: {
  readonly element: UsersSelect | MultiUsersSelect;
  readonly at: ElementPlace;
}) {
  const { value, set } = useEntry(at);
  const directory = useLive(({ slices }) => slices.directory);
  const choices: readonly Choice[] = directory
    .filter(({ isBot, isDeactivated }) => !isBot && !isDeactivated)
    .map(({ id, name, realName }) => ({ value: id, text: `${realName} (@${name})` }));
  const chosen = listIn(value).map((id) => choices.find((one) => one.value === id) ?? { value: id, text: id });
  const isMulti = element.type === 'multi_users_select';
  const most = isMulti ? element.max_selected_items : undefined;
  return (
    <Combobox
      id={at.id}
      label={at.label}
      source={{ kind: 'list', groups: [{ label: null, choices }] }}
      isMulti={isMulti}
      isOptional={!at.isRequired}
      placeholder={element.placeholder?.text ?? 'Choose'}
      chosen={chosen}
      isInvalid={at.isInvalid}
      describedBy={at.describedBy}
      isFocusedOnLoad={element.focus_on_load === true}
      {...(most === undefined ? {} : { most })}
      onChoose={(people) => {
        const ids = people.map((person) => person.value);
        set(isMulti ? ids : (ids[0] ?? ''));
      }}
    />
  );
}
