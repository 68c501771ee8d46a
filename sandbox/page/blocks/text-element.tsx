import type { Datepicker, EmailInput, NumberInput, PlainTextInput, Timepicker, URLInput } from '@slack/types';
import type { ElementPlace } from './element-place.ts';
import { textIn, useEntry } from './use-entry.ts';

type TextLike = PlainTextInput | EmailInput | NumberInput | URLInput | Datepicker | Timepicker;

const inputTypes = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
} as const;

export function TextElement({ element, at }: { readonly element: TextLike; readonly at: ElementPlace }) {
  const { value, set } = useEntry(at);
  const text = textIn(value);
  const most = element.type === 'plain_text_input' ? element.max_length : undefined;
  const shared = {
    id: at.id,
    value: text,
    placeholder: element.placeholder?.text,
    // Slack says itself what is wrong, in words of its own.
    'aria-required': at.isRequired,
    'aria-invalid': at.isInvalid,
    'aria-describedby': at.describedBy,
    'aria-label': at.isInput ? undefined : at.label,
    'data-focus-on-load': element.focus_on_load === true ? true : undefined,
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      set(currentTarget.value),
  };
  const room = most === undefined ? null : most - [...text].length;
  return (
    <>
      {element.type === 'plain_text_input' && element.multiline === true ? (
        <textarea class="text-input" rows={3} {...shared} />
      ) : (
        <input {...{ type: inputTypes[element.type] as 'text' }} class="text-input" autocomplete="off" {...shared} />
      )}
      {room !== null && room <= 20 && (
        <span class={room < 0 ? 'room room-over' : 'room'} aria-live="polite">
          {room < 0 ? `${-room} too many` : `${room} left`}
        </span>
      )}
    </>
  );
}
