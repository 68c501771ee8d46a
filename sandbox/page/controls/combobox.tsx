import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Choice } from './choices.ts';
import { Icon } from './icon.tsx';
import { OfferedList } from './offered-list.tsx';
import { Popup } from './popup.tsx';
import { type Source, useOffer } from './use-offer.ts';

export type ComboboxProps = {
  readonly id: string;
  readonly source: Source;
  readonly chosen: readonly Choice[];
  readonly isMulti: boolean;
  /** Backspace takes the only one away. */
  readonly isOptional?: boolean;
  readonly most?: number;
  readonly placeholder: string;
  readonly label: string;
  readonly isInvalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly isFocusedOnLoad?: boolean;
  readonly onChoose: (chosen: readonly Choice[]) => void;
};

/** One or several of a list that narrows as one types: arrows, Enter, Escape, and Backspace for the last of several. */
export function Combobox(props: ComboboxProps) {
  const { id, source, chosen, isMulti, onChoose } = props;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const offer = useOffer(source, typed, isOpen);
  const choices = offer.state === 'ready' ? offer.groups.flatMap((group) => group.choices) : [];
  const single = isMulti ? undefined : chosen[0];
  const isFull = isMulti && props.most !== undefined && chosen.length >= props.most;

  useEffect(() => {
    if (isOpen) document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, active, list]);

  const close = (): void => {
    setOpen(false);
    setTyped('');
    setActive(0);
  };
  const take = (choice: Choice): void => {
    if (!isMulti) {
      onChoose([choice]);
      close();
    } else {
      const isIn = chosen.some(({ value }) => value === choice.value);
      if (!isIn && isFull) return;
      onChoose(isIn ? chosen.filter(({ value }) => value !== choice.value) : [...chosen, choice]);
      setTyped('');
    }
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = Math.max(choices.length - 1, 0);
    const move = (to: number): void => {
      event.preventDefault();
      if (isOpen) setActive(to);
      else setOpen(true);
    };
    if (event.key === 'ArrowDown') move(active >= last ? 0 : active + 1);
    else if (event.key === 'ArrowUp') move(active <= 0 ? last : active - 1);
    else if (event.key === 'Home' && isOpen && typed === '') move(0);
    else if (event.key === 'End' && isOpen && typed === '') move(last);
    else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter') {
      // Never submits the form from within a list.
      event.preventDefault();
      const choice = choices[active];
      if (!isOpen) setOpen(true);
      else if (choice !== undefined) take(choice);
    } else if (event.key === 'Tab') close();
    else if (event.key === 'Backspace' && typed === '' && single !== undefined && props.isOptional === true) {
      event.preventDefault();
      onChoose([]);
    } else if (event.key === 'Backspace' && typed === '' && isMulti) onChoose(chosen.slice(0, -1));
  };

  return (
    <div class="combobox" ref={box} data-open={isOpen} data-invalid={props.isInvalid === true}>
      {isMulti && chosen.length > 0 && (
        <ul class="chips" aria-label={`${props.label}: chosen`}>
          {chosen.map((choice) => (
            <li class="chip" key={choice.value}>
              <span>{choice.text}</span>
              <button
                type="button"
                aria-label={`Remove ${choice.text}`}
                onClick={() => {
                  onChoose(chosen.filter(({ value }) => value !== choice.value));
                  input.current?.focus();
                }}
              >
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        id={id}
        class="combobox-input"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={isOpen}
        aria-controls={isOpen ? list : undefined}
        aria-activedescendant={isOpen && choices.length > 0 ? `${list}-${active}` : undefined}
        aria-autocomplete="list"
        aria-invalid={props.isInvalid === true}
        aria-describedby={props.describedBy}
        data-focus-on-load={props.isFocusedOnLoad === true ? true : undefined}
        placeholder={single === undefined ? props.placeholder : undefined}
        value={isOpen || single === undefined ? typed : single.text}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setActive(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={({ relatedTarget }) => {
          if (!(relatedTarget instanceof Node) || box.current?.contains(relatedTarget) !== true) close();
        }}
      />
      <Icon name="down" />
      {isOpen && (
        <Popup anchor={box}>
          <OfferedList
            id={list}
            label={props.label}
            offer={offer}
            active={active}
            chosen={chosen}
            isMulti={isMulti}
            remark={
              source.kind === 'ask' && typed.length < source.leastTyped ? `Type ${source.leastTyped} letters` : null
            }
            onTake={take}
          />
        </Popup>
      )}
    </div>
  );
}
