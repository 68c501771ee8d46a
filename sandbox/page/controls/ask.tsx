import { useLayoutEffect, useRef } from 'preact/hooks';
import { createStore, useStore } from '../live/store.ts';

/** A question that stops everything until it is answered. */
export type Question = {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly isDangerous: boolean;
};

type Asked = Question & { readonly answer: (isYes: boolean) => void };
const asked = createStore<Asked | null>(null);

export function ask(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    asked.read()?.answer(false);
    asked.write({
      ...question,
      answer: (isYes) => {
        asked.write(null);
        resolve(isYes);
      },
    });
  });
}

function Open({ question }: { readonly question: Asked }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const opened = dialog.current;
    opened?.showModal();
    return () => {
      // As long as it is open, nothing else can have the focus.
      opened?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="question"
      aria-labelledby="question-title"
      aria-describedby="question-text"
      onCancel={(event) => {
        event.preventDefault();
        question.answer(false);
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id="question-title">{question.title}</h2>
      <p id="question-text">{question.text}</p>
      <div class="buttons buttons-end">
        <button type="button" class="button" onClick={() => question.answer(false)}>
          {question.no}
        </button>
        <button
          type="button"
          class={question.isDangerous ? 'button button-danger' : 'button button-primary'}
          onClick={() => question.answer(true)}
        >
          {question.yes}
        </button>
      </div>
    </dialog>
  );
}

/** Stands once on the page. */
export function AskDialog() {
  const question = useStore(asked, (held) => held);
  return question === null ? null : <Open question={question} />;
}
