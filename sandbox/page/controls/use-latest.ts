import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

/** One function for good, that always does what the newest one does. */
export function useLatest<Given extends readonly unknown[], T>(newest: (...given: Given) => T): (...given: Given) => T {
  const held = useRef(newest);
  useLayoutEffect(() => {
    held.current = newest;
  });
  return useCallback((...given: Given) => held.current(...given), []);
}
