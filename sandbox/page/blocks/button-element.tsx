import type { Button } from '@slack/types';
import { ask } from '../controls/ask.tsx';
import type { ElementPlace } from './element-place.ts';
import { followLink } from './references.tsx';
import { useSurface } from './surface.ts';

const looks = { primary: 'button button-primary', danger: 'button button-danger' } as const;

type Confirm = NonNullable<Button['confirm']>;

export async function isConfirmed(confirm: Confirm | undefined): Promise<boolean> {
  if (confirm === undefined) return true;
  return ask({
    title: confirm.title?.text ?? 'Are you sure?',
    text: confirm.text.text,
    yes: confirm.confirm?.text ?? 'Yes',
    no: confirm.deny?.text ?? 'Cancel',
    isDangerous: confirm.style === 'danger',
  });
}

export function ButtonElement({ element, at }: { readonly element: Button; readonly at: ElementPlace }) {
  const surface = useSurface();
  const isBusy = surface.busy === `${at.blockId}/${at.actionId}`;
  const press = async (): Promise<void> => {
    if (surface.busy !== null || !(await isConfirmed(element.confirm))) return;
    // Slack's client opens the link and tells the app of it, too.
    if (element.url !== undefined) followLink(element.url);
    await surface.click(at.blockId, at.actionId, null);
  };
  return (
    <button
      type="button"
      class={element.style === undefined ? 'button' : looks[element.style]}
      id={at.id}
      aria-label={element.accessibility_label}
      aria-busy={isBusy}
      aria-disabled={surface.busy !== null}
      title={element.url}
      data-action={at.actionId}
      onClick={press}
    >
      {isBusy && <span class="spinner" aria-hidden="true" />}
      {element.text.text}
    </button>
  );
}
