import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from '../controls/icon.tsx';

/** A button that shows a panel under it until Escape, or until the focus or a press goes elsewhere. */
export function Disclosure({
  label,
  icon,
  mark,
  tour,
  children,
}: {
  readonly label: string;
  readonly icon: IconName;
  readonly mark: string | null;
  readonly tour: string;
  readonly children: ComponentChildren;
}) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!isOpen) return;
    const leave = ({ target }: Event): void => {
      const isDialog = target instanceof Element && target.closest('dialog') !== null;
      if (target instanceof Node && box.current?.contains(target) !== true && !isDialog) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape comes up from what stands in it
    <div
      class="disclosure"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button
        ref={button}
        type="button"
        class="button"
        data-tour={tour}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
        {label}
        {mark !== null && <span class="count count-bad">{mark}</span>}
      </button>
      {isOpen && (
        <div class="panel" id={id}>
          {children}
        </div>
      )}
    </div>
  );
}
