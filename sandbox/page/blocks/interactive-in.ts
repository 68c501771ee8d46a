import type { KnownBlock } from '@slack/types';

/** `block/action` of all that can hold an answer. */
export function interactiveIn(blocks: readonly KnownBlock[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const block of blocks) {
    const parts: readonly unknown[] = [
      ...('element' in block ? [block.element] : []),
      ...('accessory' in block ? [block.accessory] : []),
      ...('elements' in block ? block.elements : []),
    ];
    for (const part of parts) {
      if (typeof part !== 'object' || part === null || !('action_id' in part)) continue;
      found.add(`${block.block_id ?? ''}/${String(part.action_id)}`);
    }
  }
  return found;
}
