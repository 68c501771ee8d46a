import { createStore } from '../live/store.ts';

export type Theme = 'light' | 'dark';

const kept = 'countersign-sandbox-theme';

function first(): Theme {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export const theme = createStore<Theme>(first());

export function followTheme(): void {
  const show = (): void => {
    document.documentElement.dataset.theme = theme.read();
  };
  theme.subscribe(show);
  show();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
    if (localStorage.getItem(kept) === null) theme.write(matches ? 'dark' : 'light');
  });
}

export function chooseTheme(next: Theme): void {
  localStorage.setItem(kept, next);
  theme.write(next);
}
