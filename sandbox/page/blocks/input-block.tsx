import type { InputBlock as Input } from '@slack/types';
import { Icon } from '../controls/icon.tsx';
import { Element } from './element.tsx';
import { controlId, useSurface } from './surface.ts';

/** A field: its label, its control, its hint, and what is wrong with it. */
export function InputBlock({ block }: { readonly block: Input }) {
  const surface = useSurface();
  const blockId = block.block_id ?? '';
  const actionId = ('action_id' in block.element ? block.element.action_id : undefined) ?? '';
  const id = controlId(surface, blockId, actionId);
  const error = surface.errors[blockId];
  const described = [
    ...(error === undefined ? [] : [`${id}-error`]),
    ...(block.hint === undefined ? [] : [`${id}-hint`]),
  ].join(' ');
  return (
    <div class="field" data-block={blockId} data-invalid={error !== undefined}>
      <label class="field-label" for={id}>
        {block.label.text}
        {block.optional === true && <span class="field-optional"> (optional)</span>}
      </label>
      <Element
        element={block.element}
        at={{
          blockId,
          actionId,
          id,
          isInput: true,
          // Of a text Slack tells only at Enter, unless the block says otherwise.
          isTold: block.dispatch_action === true && block.element.type !== 'plain_text_input',
          label: block.label.text,
          isInvalid: error !== undefined,
          isRequired: block.optional !== true,
          describedBy: described === '' ? undefined : described,
        }}
      />
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="warn" />
          {error}
        </p>
      )}
      {block.hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {block.hint.text}
        </p>
      )}
    </div>
  );
}
