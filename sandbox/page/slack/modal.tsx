import type { View } from '@countersign/sandbox-stage/protocol';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Blocks } from '../blocks/blocks.tsx';
import { interactiveIn } from '../blocks/interactive-in.ts';
import { SurfaceContext } from '../blocks/surface.ts';
import { Icon } from '../controls/icon.tsx';
import { perform, performOrSay } from '../live/act.ts';
import { enteredIn, keepFields } from './entered.ts';
import { focusableIn, trapTab } from './trap-tab.ts';
import { useViewSurface } from './use-view-surface.ts';

/** The view that shows. Tab stays in it, Escape closes it or goes back, Enter submits from a line of text. */
export function Modal({ view, depth }: { readonly view: View; readonly depth: number }) {
  const surface = useViewSurface(view);
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const isPushed = depth > 1;
  const title = view.title?.text ?? 'Countersign';

  // What another page of the same view has no field for would be refused.
  useLayoutEffect(() => {
    const fields = interactiveIn(view.blocks);
    keepFields(view.id, (blockId, actionId) => fields.has(`${blockId}/${actionId}`));
  }, [view.id, view.blocks]);

  // A page that comes takes the focus; one that is only drawn anew leaves it where it is.
  useLayoutEffect(() => {
    const form = box.current;
    if (form === null) return;
    const isWithin = form.contains(document.activeElement) && document.activeElement !== form;
    if (isWithin && form.dataset.shown === view.id) return;
    form.dataset.shown = view.id;
    setTrouble(null);
    const wanted =
      form.querySelector<HTMLElement>('[data-focus-on-load]') ??
      form.querySelector<HTMLElement>('.modal-body input, .modal-body textarea');
    (wanted ?? form.querySelector<HTMLElement>('.modal-body button, .modal-foot button') ?? form).focus();
    form.querySelector('.modal-body')?.scrollTo({ top: 0 });
  }, [view.id, view.hash]);

  const goToFirstOf = (wrong: Readonly<Record<string, string>>): void => {
    const first = view.blocks.find(({ block_id: id }) => id !== undefined && id in wrong)?.block_id ?? '';
    const field = box.current?.querySelector<HTMLElement>(`[data-block="${CSS.escape(first)}"]`);
    field?.querySelector<HTMLElement>('input, textarea, select')?.focus();
    field?.scrollIntoView({ block: 'nearest' });
  };
  const submit = async (): Promise<void> => {
    if (view.submit === null || isSending) return;
    setSending(true);
    setTrouble(null);
    const answer = await perform({ kind: 'slack.submit', view: view.id, entered: enteredIn(view.id) });
    setSending(false);
    if (answer.outcome === 'refused') setTrouble(answer.why);
    if (answer.outcome === 'errors') goToFirstOf(answer.errors);
  };
  const close = (isWhole: boolean): void => void performOrSay({ kind: 'slack.close', view: view.id, isWhole });

  return (
    <div class="modal-shade">
      <div
        ref={box}
        class="modal"
        role="dialog"
        aria-labelledby="modal-title"
        aria-busy={isSending}
        data-view={view.callbackId}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close(false);
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
          else if (event.key === 'Tab' && box.current !== null) trapTab(event, focusableIn(box.current));
          else return;
          event.stopPropagation();
        }}
      >
        <header class="modal-head">
          {isPushed && (
            <button type="button" class="icon-button" aria-label="Back" onClick={() => close(false)}>
              <Icon name="left" />
            </button>
          )}
          <h2 class="modal-title" id="modal-title">
            {title}
          </h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={() => close(true)}>
            <Icon name="cross" />
          </button>
        </header>
        <form
          class="modal-body"
          id="modal-form"
          noValidate
          // What scrolls must be reached by the keyboard, also where there is nothing to fill in.
          tabIndex={interactiveIn(view.blocks).size === 0 ? 0 : undefined}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <SurfaceContext.Provider value={surface}>
            <Blocks of={view.blocks} />
          </SurfaceContext.Provider>
        </form>
        <footer class="modal-foot">
          {trouble !== null && (
            <p class="field-error" role="alert">
              <Icon name="warn" />
              {trouble}
            </p>
          )}
          <div class="buttons buttons-end">
            <button type="button" class="button" onClick={() => close(false)}>
              {view.close?.text ?? (isPushed ? 'Back' : 'Cancel')}
            </button>
            {view.submit !== null && (
              <button
                type="submit"
                form="modal-form"
                class="button button-primary"
                aria-busy={isSending}
                aria-disabled={isSending}
              >
                {isSending && <span class="spinner" aria-hidden="true" />}
                {view.submit.text}
              </button>
            )}
          </div>
        </footer>
      </div>
    </div>
  );
}
