import { useEffect, useRef, useState } from 'preact/hooks';
import { type ChoiceGroup, narrowed, type Offer } from './choices.ts';
import { useLatest } from './use-latest.ts';

/** Where choices come from: a list that is there, or somebody who is asked with each letter. */
export type Source =
  | { readonly kind: 'list'; readonly groups: readonly ChoiceGroup[] }
  | {
      readonly kind: 'ask';
      readonly ask: (typed: string) => Promise<Offer>;
      readonly leastTyped: number;
    };

const pauseMs = 120;

/** What is offered for what was typed, while the list is open. An answer that was overtaken is dropped. */
export function useOffer(source: Source, typed: string, isOpen: boolean): Offer {
  const [answer, setAnswer] = useState<Offer>({ state: 'loading' });
  const turn = useRef(0);
  const ask = useLatest(async () => {
    if (source.kind !== 'ask') return;
    turn.current += 1;
    const mine = turn.current;
    const found = await source.ask(typed);
    if (mine === turn.current) setAnswer(found);
  });
  const isAsked = source.kind === 'ask' && isOpen && typed.length >= source.leastTyped;
  useEffect(() => {
    if (!isAsked) return;
    setAnswer({ state: 'loading' });
    const timer = setTimeout(ask, typed === '' ? 0 : pauseMs);
    return () => {
      clearTimeout(timer);
      turn.current += 1;
    };
  }, [isAsked, typed, ask]);
  if (source.kind === 'list') return { state: 'ready', groups: narrowed(source.groups, typed) };
  if (!isAsked) return { state: 'ready', groups: [] };
  return answer;
}
