import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

const nearEndPx = 80;

type Position = {
  /** To be called before rows come or go at an end: what is read stays where it is. */
  readonly keep: () => void;
  readonly onScroll: () => void;
};

/** At the end it stays at the end as more comes; elsewhere nothing moves under the reader. */
export function useReadingPosition(scroller: RefObject<HTMLDivElement | null>, isNewest: boolean): Position {
  const isFollowing = useRef(true);
  const laidAt = useRef(0);
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
    if (box === null) return;
    const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < nearEndPx;
    isFollowing.current = isNear || Math.abs(box.scrollTop - laidAt.current) < 2;
  }, [scroller]);

  const follow = useCallback(() => {
    const box = scroller.current;
    if (box === null) return;
    box.scrollTop = box.scrollHeight;
    // Of a message that is longer than the pane the beginning is read first.
    const last = [...box.querySelectorAll<HTMLElement>('[data-key]')].at(-1);
    const above = last === undefined ? 0 : last.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (above < 0) box.scrollTop += above;
    laidAt.current = box.scrollTop;
  }, [scroller]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    if (kept.current !== null) {
      const { key, top } = kept.current;
      kept.current = null;
      const row = box.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (row !== null) box.scrollTop += row.getBoundingClientRect().top - top;
    } else if (isFollowing.current && isNewest) follow();
  });

  // A card that grows, or a pane that shrinks, must not hide the end either.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const growth = new ResizeObserver(() => {
      if (isFollowing.current) follow();
    });
    growth.observe(box);
    return () => growth.disconnect();
  }, [scroller, follow]);

  return { keep, onScroll };
}
