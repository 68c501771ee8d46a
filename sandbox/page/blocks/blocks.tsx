import type { KnownBlock } from '@slack/types';
import { type AnyElement, Element } from './element.tsx';
import type { ElementPlace } from './element-place.ts';
import { InputBlock } from './input-block.tsx';
import { RichText } from './rich-text.tsx';
import { controlId, type Surface, useSurface } from './surface.ts';
import { TextObject } from './text-object.tsx';

function placeOf(surface: Surface, blockId: string, element: AnyElement, label: string): ElementPlace {
  const actionId = ('action_id' in element ? element.action_id : undefined) ?? '';
  const id = controlId(surface, blockId, actionId);
  return {
    blockId,
    actionId,
    id,
    isInput: false,
    isTold: true,
    label,
    isInvalid: false,
    isRequired: false,
    describedBy: undefined,
  };
}

function labelOf(element: AnyElement): string {
  return ('placeholder' in element ? element.placeholder?.text : undefined) ?? 'Choose';
}

function Block({ block }: { readonly block: KnownBlock }) {
  const surface = useSurface();
  const blockId = block.block_id ?? '';
  switch (block.type) {
    case 'section':
      return (
        <div class="block block-section">
          <div class="section-body">
            {block.text !== undefined && (
              <div class="section-text">
                <TextObject of={block.text} />
              </div>
            )}
            {block.fields !== undefined && (
              <div class="section-fields">
                {block.fields.map((field, index) => (
                  <div key={index}>
                    <TextObject of={field} />
                  </div>
                ))}
              </div>
            )}
          </div>
          {block.accessory !== undefined && (
            <div class="section-accessory">
              <Element
                element={block.accessory}
                at={placeOf(surface, blockId, block.accessory, block.text?.text ?? labelOf(block.accessory))}
              />
            </div>
          )}
        </div>
      );
    case 'rich_text':
      return (
        <div class="block">
          <RichText block={block} />
        </div>
      );
    case 'header':
      return <h3 class="block block-header">{block.text.text}</h3>;
    case 'divider':
      return <hr class="block block-divider" />;
    case 'context':
      return (
        <div class="block block-context">
          {block.elements.map((element, index) => (
            <span key={index}>{element.type === 'image' ? element.alt_text : <TextObject of={element} />}</span>
          ))}
        </div>
      );
    case 'actions':
      return (
        <div class="block block-actions">
          {block.elements.map((element) => {
            const at = placeOf(surface, blockId, element, labelOf(element));
            return <Element key={at.actionId} element={element} at={at} />;
          })}
        </div>
      );
    case 'input':
      return <InputBlock block={block} />;
    case 'image':
      return <div class="block no-image">{block.alt_text}</div>;
    default:
      return <pre class="block unknown">{JSON.stringify(block, null, 2)}</pre>;
  }
}

/** Blocks by their ids, so that a field whose id stayed keeps its focus and its cursor. */
export function Blocks({ of }: { readonly of: readonly KnownBlock[] }) {
  return (
    <>
      {of.map((block, index) => (
        <Block key={block.block_id ?? index} block={block} />
      ))}
    </>
  );
}
