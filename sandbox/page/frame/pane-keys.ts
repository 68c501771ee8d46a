import { go, type Pane, place } from '../live/place.ts';

const order: readonly Pane[] = ['slack', 'github', 'happened'];

/** F6 goes from pane to pane, Shift+F6 back, as in programs with several. */
export function followPaneKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.key !== 'F6') return;
    event.preventDefault();
    const at = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane;
    const from = order.findIndex((pane) => pane === (at ?? place.read().pane));
    const next = order[(from + (event.shiftKey ? order.length - 1 : 1)) % order.length] ?? 'slack';
    go({ pane: next });
    queueMicrotask(() => {
      const pane = document.querySelector<HTMLElement>(`[data-pane="${next}"]`);
      (
        pane?.querySelector<HTMLElement>('[role="dialog"] input, .composer-input, [role="tab"][tabindex="0"]') ?? pane
      )?.focus();
    });
  });
}
