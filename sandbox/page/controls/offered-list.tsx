import type { Choice, Offer } from './choices.ts';
import { Icon } from './icon.tsx';

/** The list under a combobox. The pointer never takes the focus from its input. */
export function OfferedList({
  id,
  label,
  offer,
  active,
  chosen,
  isMulti,
  remark,
  onTake,
}: {
  readonly id: string;
  readonly label: string;
  readonly offer: Offer;
  readonly active: number;
  readonly chosen: readonly Choice[];
  readonly isMulti: boolean;
  readonly remark: string | null;
  readonly onTake: (choice: Choice) => void;
}) {
  const groups = offer.state === 'ready' ? offer.groups : [];
  const empty =
    offer.state === 'loading' ? 'Searching…' : offer.state === 'failed' ? offer.why : (remark ?? 'Nothing fits');
  const isEmpty = groups.every(({ choices }) => choices.length === 0);
  let index = -1;
  return (
    <>
      <div id={id} role="listbox" class="options" aria-label={label} aria-multiselectable={isMulti} hidden={isEmpty}>
        {groups.map((group, at) => {
          const options = group.choices.map((choice) => {
            index += 1;
            const isChosen = chosen.some(({ value }) => value === choice.value);
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the focus and the keys
              <div
                key={choice.value}
                id={`${id}-${index}`}
                role="option"
                class="option"
                aria-selected={isChosen}
                data-active={index === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onTake(choice)}
              >
                <span class="option-text">
                  {choice.text}
                  {choice.description !== undefined && <small>{choice.description}</small>}
                </span>
                {isChosen && <Icon name="check" />}
              </div>
            );
          });
          const heading = `${id}-group-${at}`;
          return group.label === null ? (
            options
          ) : (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
            <div role="group" aria-labelledby={heading} key={heading}>
              <div class="option-group" id={heading}>
                {group.label}
              </div>
              {options}
            </div>
          );
        })}
      </div>
      {isEmpty && (
        <div class="options-empty" role="status" data-state={offer.state}>
          {offer.state === 'loading' && <span class="spinner" aria-hidden="true" />}
          {empty}
        </div>
      )}
    </>
  );
}
