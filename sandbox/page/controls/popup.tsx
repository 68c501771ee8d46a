import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

const gap = 4;
const least = 160;

/** Floats over everything, at its anchor: below it, or above where there is more room. */
export function Popup({
  anchor,
  children,
}: {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly children: ComponentChildren;
}) {
  const own = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const popup = own.current;
    if (popup === null) return;
    popup.showPopover();
    const lay = (): void => {
      const at = anchor.current?.getBoundingClientRect();
      if (at === undefined) return;
      const below = innerHeight - at.bottom - gap * 2;
      const above = at.top - gap * 2;
      const isAbove = below < least && above > below;
      popup.style.left = `${at.left}px`;
      popup.style.width = `${at.width}px`;
      popup.style.maxHeight = `${Math.min(320, isAbove ? above : below)}px`;
      popup.style.top = isAbove ? 'auto' : `${at.bottom + gap}px`;
      popup.style.bottom = isAbove ? `${innerHeight - at.top + gap}px` : 'auto';
    };
    lay();
    addEventListener('scroll', lay, true);
    addEventListener('resize', lay);
    const growth = new ResizeObserver(lay);
    if (anchor.current !== null) growth.observe(anchor.current);
    return () => {
      removeEventListener('scroll', lay, true);
      removeEventListener('resize', lay);
      growth.disconnect();
    };
  }, [anchor]);
  return (
    <div ref={own} popover="manual" class="popup">
      {children}
    </div>
  );
}
