const focusable = 'a[href], button, input, select, textarea, [tabindex="0"]';

export function focusableIn(box: HTMLElement): readonly HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>(focusable)].filter(
    (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.getClientRects().length > 0,
  );
}

/** From the last to the first and back, and nowhere else. */
export function trapTab(event: KeyboardEvent, stops: readonly HTMLElement[]): void {
  const [first, last] = [stops[0], stops.at(-1)];
  const at = document.activeElement;
  const isIn = stops.some((stop) => stop === at);
  if (event.shiftKey ? at === first || !isIn : at === last) {
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }
}
