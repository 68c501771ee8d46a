import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Something that changes and is looked at from several places. */
export type Store<T> = {
  readonly read: () => T;
  readonly write: (value: T) => void;
  readonly change: (change: (value: T) => T) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

export function createStore<T>(first: T): Store<T> {
  let held = first;
  const listeners = new Set<() => void>();
  const write = (value: T): void => {
    if (Object.is(value, held)) return;
    held = value;
    for (const listener of [...listeners]) listener();
  };
  return {
    read: () => held,
    write,
    change: (change) => write(change(held)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Draws again only when what was selected is another: `select` must not make new objects. */
export function useStore<T, S>(store: Store<T>, select: (value: T) => S): S {
  const [, again] = useReducer<number, undefined>((count) => count + 1, 0);
  const selected = select(store.read());
  const shown = useRef({ select, selected });
  shown.current = { select, selected };
  useLayoutEffect(() => {
    const look = (): void => {
      const { select: latest, selected: before } = shown.current;
      if (!Object.is(latest(store.read()), before)) again(undefined);
    };
    look();
    return store.subscribe(look);
  }, [store]);
  return selected;
}
