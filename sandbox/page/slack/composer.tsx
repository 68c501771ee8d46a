import type { Conversation } from '@countersign/sandbox-stage/protocol';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../controls/icon.tsx';
import { Popup } from '../controls/popup.tsx';
import { perform } from '../live/act.ts';
import { useLive } from '../live/live.ts';
import { hintsFor } from './composer-hints.ts';

/** Takes commands. Tab or Enter takes a hint, Enter sends, Escape closes the hints. */
export function Composer({ conversation }: { readonly conversation: Conversation }) {
  const commands = useLive(({ slices }) => slices.commands);
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const hints = isOpen ? hintsFor(typed, commands) : [];

  const send = async (): Promise<void> => {
    if (typed.trim() === '' || isBusy) return;
    setOpen(false);
    const isCommand = typed.startsWith('/');
    // What is written to the bot itself is read by nobody.
    if (!isCommand && conversation.kind === 'im') {
      setTrouble('Countersign reads commands only: type /pat');
      return;
    }
    setTrouble(null);
    setBusy(true);
    setTyped('');
    const answer = await perform({
      kind: isCommand ? 'slack.command' : 'slack.write',
      conversation: conversation.id,
      typed: typed.trim(),
    });
    setBusy(false);
    if (answer.outcome !== 'refused') return;
    setTrouble(answer.why);
    setTyped((now) => (now === '' ? typed : now));
  };
  const take = (line: string): void => {
    setTyped(line);
    setActive(-1);
    setOpen(true);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const hint = hints[active];
    if (event.key === 'ArrowDown' && hints.length > 0) setActive((active + 1) % hints.length);
    else if (event.key === 'ArrowUp' && hints.length > 0) setActive(active <= 0 ? hints.length - 1 : active - 1);
    else if (event.key === 'Tab' && !event.shiftKey && hints.length > 0) take((hint ?? hints[0])?.line ?? typed);
    else if (event.key === 'Enter' && hint !== undefined) take(hint.line);
    else if (event.key === 'Escape' && hints.length > 0) setOpen(false);
    else return;
    event.preventDefault();
  };

  return (
    <form
      class="composer"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {trouble !== null && (
        <p class="field-error" role="alert">
          <Icon name="warn" />
          {trouble}
        </p>
      )}
      <div class="composer-line">
        <input
          ref={input}
          class="composer-input"
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          data-tour="composer"
          aria-label={`Message ${conversation.name}`}
          aria-expanded={hints.length > 0}
          aria-autocomplete="list"
          aria-controls={hints.length > 0 ? list : undefined}
          aria-activedescendant={active >= 0 && hints.length > 0 ? `${list}-${active}` : undefined}
          placeholder="Type /pat to ask Countersign"
          value={typed}
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setActive(-1);
            setOpen(true);
            setTrouble(null);
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="icon-button composer-send" aria-label="Send" aria-busy={isBusy}>
          {isBusy ? <span class="spinner" aria-hidden="true" /> : <Icon name="send" />}
        </button>
      </div>
      {hints.length > 0 && (
        <Popup anchor={form}>
          <div class="options" role="listbox" id={list} aria-label="Commands">
            {hints.map((hint, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the composer has the focus and the keys
              <div
                key={hint.line}
                id={`${list}-${index}`}
                class="option"
                role="option"
                aria-selected={index === active}
                data-active={index === active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(hint.line)}
              >
                <span class="option-text">
                  <code>{hint.shown}</code>
                  <small>{hint.about}</small>
                </span>
              </div>
            ))}
          </div>
        </Popup>
      )}
    </form>
  );
}
