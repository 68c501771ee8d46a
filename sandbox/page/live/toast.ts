import { createStore } from './store.ts';

export type Toast = { readonly id: number; readonly text: string };

export const toasts = createStore<readonly Toast[]>([]);
const most = 3;
let last = 0;

/** A sentence in the corner, until it is dismissed or three newer ones came. */
export function say(text: string): void {
  last += 1;
  const toast = { id: last, text };
  toasts.change((held) => [...held.filter((one) => one.text !== text), toast].slice(-most));
}

export function dismiss(id: number): void {
  toasts.change((held) => held.filter((one) => one.id !== id));
}
