// What was typed into forms, by view. The server is told of it with each act; a drawing of the view anew keeps it.
import type { Entered } from '@countersign/sandbox-stage/acts';
import type { Value } from '../blocks/surface.ts';
import { createStore } from '../live/store.ts';

type ByView = Readonly<Record<string, Entered>>;

const nothing: Entered = {};
export const entries = createStore<ByView>({});

export function enteredIn(viewId: string): Entered {
  return entries.read()[viewId] ?? nothing;
}

export function enter(viewId: string, blockId: string, actionId: string, value: Value): void {
  entries.change((held) => {
    const view = held[viewId] ?? nothing;
    return { ...held, [viewId]: { ...view, [blockId]: { ...view[blockId], [actionId]: value } } };
  });
}

/** Of a view that shows other fields now only what has a field is kept: the server refuses the rest. */
export function keepFields(viewId: string, isField: (blockId: string, actionId: string) => boolean): void {
  entries.change((held) => {
    const view = held[viewId];
    if (view === undefined) return held;
    const kept = Object.entries(view).flatMap(([blockId, block]) => {
      const actions = Object.entries(block).filter(([actionId]) => isField(blockId, actionId));
      return actions.length === 0 ? [] : [[blockId, Object.fromEntries(actions)] as const];
    });
    const isSame = kept.length === Object.keys(view).length;
    return isSame ? held : { ...held, [viewId]: Object.fromEntries(kept) };
  });
}

/** Views that are closed take what was typed with them. */
export function forgetOthers(open: readonly string[]): void {
  entries.change((held) => {
    const kept = Object.entries(held).filter(([id]) => open.includes(id));
    return kept.length === Object.keys(held).length ? held : Object.fromEntries(kept);
  });
}
