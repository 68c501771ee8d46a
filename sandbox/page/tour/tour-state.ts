import { createStore } from '../live/store.ts';

export type TourState = { readonly isOpen: boolean; readonly step: number };

const kept = 'countersign-sandbox-tour';

/** It stays through reloads and in every window of this browser; whoever comes for the first time is offered it. */
function first(): TourState {
  const held = localStorage.getItem(kept);
  if (held === null) return { isOpen: true, step: 0 };
  const step = Number(held.split(':')[1]);
  return { isOpen: held.startsWith('open'), step: Number.isInteger(step) && step >= 0 && step < 8 ? step : 0 };
}

export const tour = createStore<TourState>(first());

tour.subscribe(() => {
  const { isOpen, step } = tour.read();
  localStorage.setItem(kept, `${isOpen ? 'open' : 'closed'}:${step}`);
});

export function toggleTour(): void {
  tour.change((held) => ({ ...held, isOpen: !held.isOpen }));
}

export function goToStep(step: number): void {
  tour.write({ isOpen: true, step });
}
