import { valueIn } from './choices-of.ts';
import type { ElementPlace } from './element-place.ts';
import { useSurface, type Value } from './surface.ts';

/** What an element shows now, and what happens when that changes. */
export function useEntry(at: ElementPlace): {
  readonly value: Value | undefined;
  readonly set: (value: Value) => void;
} {
  const surface = useSurface();
  const { blockId, actionId } = at;
  return {
    value: surface.entered(blockId, actionId) ?? valueIn(surface.held(blockId, actionId)),
    set: (value) => {
      surface.enter(blockId, actionId, value);
      if (at.isTold) void surface.click(blockId, actionId, value);
    },
  };
}

export function textIn(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

export function listIn(value: Value | undefined): readonly string[] {
  if (value === undefined || value === '') return [];
  return typeof value === 'string' ? [value] : value;
}
