import type { Checkboxes, Overflow, RadioButtons } from '@slack/types';
import { isConfirmed } from './button-element.tsx';
import type { ElementPlace } from './element-place.ts';
import { useSurface } from './surface.ts';
import { TextObject } from './text-object.tsx';
import { listIn, textIn, useEntry } from './use-entry.ts';

/** Radio buttons and checkboxes, each with a description where it has one. */
export function PickElement({
  element,
  at,
}: {
  readonly element: RadioButtons | Checkboxes;
  readonly at: ElementPlace;
}) {
  const { value, set } = useEntry(at);
  const isMulti = element.type === 'checkboxes';
  const chosen = listIn(value);
  return (
    <fieldset class="picks" id={at.id} aria-label={at.label} aria-describedby={at.describedBy}>
      {element.options.map((option) => {
        const one = option.value ?? option.text.text;
        const isChosen = isMulti ? chosen.includes(one) : textIn(value) === one;
        return (
          <label class="pick" key={one}>
            <input
              type={isMulti ? 'checkbox' : 'radio'}
              name={at.id}
              checked={isChosen}
              onChange={() => {
                if (!isMulti) set(one);
                else set(isChosen ? chosen.filter((other) => other !== one) : [...chosen, one]);
              }}
            />
            <span>
              <TextObject of={option.text} />
              {option.description !== undefined && (
                <small>
                  <TextObject of={option.description} />
                </small>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

export function OverflowElement({ element, at }: { readonly element: Overflow; readonly at: ElementPlace }) {
  const surface = useSurface();
  return (
    <select
      class="select"
      id={at.id}
      aria-label="More actions"
      value=""
      onChange={async ({ currentTarget }) => {
        const { value } = currentTarget;
        currentTarget.value = '';
        if (await isConfirmed(element.confirm)) await surface.click(at.blockId, at.actionId, value);
      }}
    >
      <option value="">More…</option>
      {element.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text.text}
        </option>
      ))}
    </select>
  );
}
