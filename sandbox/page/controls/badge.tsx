import type { ComponentChildren } from 'preact';

export type Tone = 'plain' | 'good' | 'wait' | 'bad' | 'accent';

export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ComponentChildren }) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}
