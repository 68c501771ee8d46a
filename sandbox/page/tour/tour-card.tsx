import { useEffect } from 'preact/hooks';
import { Badge } from '../controls/badge.tsx';
import { Icon } from '../controls/icon.tsx';
import { useLive } from '../live/live.ts';
import { go } from '../live/place.ts';
import { useStore } from '../live/store.ts';
import { beginStep, beginWithAddress, personFor, stepsFor } from './begin-step.ts';
import { closeTour, tour } from './tour-state.ts';
import { type TourStep, textFor } from './tour-steps.ts';

const markMs = 2_400;

/** Goes there, and frames it for a moment. */
function show({ place, target }: TourStep): void {
  location.hash = '';
  go(place);
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(target);
    if (found === null) return;
    found.scrollIntoView({ block: 'nearest' });
    found.dataset.marked = 'true';
    if (found.tabIndex >= 0) found.focus({ preventScroll: true });
    setTimeout(() => delete found.dataset.marked, markMs);
  });
}

export function TourCard() {
  const isOpen = useStore(tour, (held) => held.isOpen);
  return isOpen ? <OpenTour /> : null;
}

function OpenTour() {
  const { step: wanted, became } = useStore(tour, (held) => held);
  const count = useLive((held) => stepsFor(held).length);
  const at = Math.min(wanted, count - 1);
  const step = useLive((held) => stepsFor(held)[at]);
  const done = useLive((held) => (step === undefined ? false : step.isDone(held)));
  const person = useLive((held) => (step === undefined ? undefined : personFor(held, step)));
  const isThem = useLive(({ slices }) => person === undefined || slices.me.slackId === person.slackId);
  useEffect(() => {
    beginWithAddress();
    if (step !== undefined && isThem) go(step.place);
  }, []);
  if (step === undefined) return null;
  const who = person?.name.split(' ')[0];
  return (
    <aside class="tour" aria-label="Tour">
      <header class="tour-head">
        <span class="tour-count">
          {at + 1} of {count}
        </span>
        <h2>{step.title}</h2>
        {done && <Badge tone="good">Done</Badge>}
        <button type="button" class="icon-button" aria-label="Close the tour" onClick={closeTour}>
          <Icon name="cross" />
        </button>
      </header>
      <div aria-live="polite">
        {became !== null && isThem && (
          <p class="tour-became">
            <Icon name="window" />
            <span>This window is {became} now.</span>
          </p>
        )}
        <p>{textFor(step, isThem)}</p>
        <p class="tour-where">
          <Icon name="eye" />
          <span>Look at: {step.where}</span>
        </p>
      </div>
      <div class="buttons">
        {!isThem && person !== undefined && (
          <button type="button" class="button button-primary" onClick={() => beginStep(at)}>
            Be {who}
          </button>
        )}
        <button type="button" class="button" onClick={() => show(step)}>
          Show me where
        </button>
        <span class="top-gap" />
        <button
          type="button"
          class="icon-button"
          aria-label="Step before"
          aria-disabled={at === 0}
          onClick={() => beginStep(Math.max(0, at - 1))}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          class={done && isThem ? 'button button-primary' : 'button'}
          onClick={() => (at === count - 1 ? closeTour() : beginStep(at + 1))}
        >
          {at === count - 1 ? 'End' : 'Next'}
        </button>
      </div>
    </aside>
  );
}
