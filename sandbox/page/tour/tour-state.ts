import { createStore } from '../live/store.ts';

/** `became`: who the tour has made this window for the step, so that it is said; null where nobody was changed. */
export type TourState = { readonly isOpen: boolean; readonly step: number; readonly became: string | null };

const kept = 'countersign-sandbox-tour';

/** It stays through reloads and in every window of this browser; whoever comes for the first time is offered it. */
function first(): TourState {
  const [open = 'open', at = '0'] = localStorage.getItem(kept)?.split(':') ?? [];
  const step = Number(at);
  return { isOpen: open === 'open', step: Number.isInteger(step) && step >= 0 ? step : 0, became: null };
}

export const tour = createStore<TourState>(first());

tour.subscribe(() => {
  const { isOpen, step } = tour.read();
  localStorage.setItem(kept, `${isOpen ? 'open' : 'closed'}:${step}`);
});

export function closeTour(): void {
  tour.change((held) => ({ ...held, isOpen: false, became: null }));
}
