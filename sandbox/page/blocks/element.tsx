import type { ActionsBlockElement, InputBlock, SectionBlockAccessory } from '@slack/types';
import { ButtonElement } from './button-element.tsx';
import type { ElementPlace } from './element-place.ts';
import { OverflowElement, PickElement } from './pick-element.tsx';
import { SelectElement } from './select-element.tsx';
import { TextElement } from './text-element.tsx';
import { UsersElement } from './users-element.tsx';

export type AnyElement = ActionsBlockElement | SectionBlockAccessory | InputBlock['element'];

/** Whatever can be pressed, chosen or typed into. What is not drawn is shown as the JSON that it is. */
export function Element({ element, at }: { readonly element: AnyElement; readonly at: ElementPlace }) {
  switch (element.type) {
    case 'button':
      return <ButtonElement element={element} at={at} />;
    case 'static_select':
    case 'multi_static_select':
    case 'external_select':
    case 'multi_external_select':
      return <SelectElement element={element} at={at} />;
    case 'users_select':
    case 'multi_users_select':
      return <UsersElement element={element} at={at} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
    case 'datepicker':
    case 'timepicker':
      return <TextElement element={element} at={at} />;
    case 'radio_buttons':
    case 'checkboxes':
      return <PickElement element={element} at={at} />;
    case 'overflow':
      return <OverflowElement element={element} at={at} />;
    case 'image':
      return <span class="no-image">{element.alt_text}</span>;
    default:
      return <pre class="unknown">{JSON.stringify(element, null, 2)}</pre>;
  }
}
