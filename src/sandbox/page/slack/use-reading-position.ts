import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

const nearEndPx = 80;

type Position = {
  /** To be called before rows come or go at an end: what is read stays where it is. */
  readonly keep: () => void;
  readonly onScroll: () => void;
};

/** At the end it stays at the end as more comes; elsewhere nothing moves under the reader. */
export function useReadingPosition(
  scroller: RefObject<HTMLDivElement | null>,
  isNewest: boolean,
  rows: readonly unknown[],
): Position {
  const isAtEnd = useRef(true);
  const kept = useRef<{ readonly key: string; readonly top: number } | null>(null);

  const keep = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    const edge = box.getBoundingClientRect().top;
    for (const row of box.querySelectorAll<HTMLElement>('[data-key]')) {
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom < edge) continue;
      kept.current = { key: row.dataset.key ?? '', top };
      return;
    }
  }, [scroller]);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (box !== null) isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearEndPx;
  }, [scroller]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    if (kept.current !== null) {
      const { key, top } = kept.current;
      kept.current = null;
      const row = box.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (row !== null) box.scrollTop += row.getBoundingClientRect().top - top;
    } else if (isAtEnd.current && isNewest) box.scrollTop = box.scrollHeight;
  });

  // A card that grows, or a pane that shrinks, must not hide the end either.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const growth = new ResizeObserver(() => {
      if (isAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    growth.observe(box);
    return () => growth.disconnect();
  }, [scroller]);

  void rows;
  return { keep, onScroll };
}
