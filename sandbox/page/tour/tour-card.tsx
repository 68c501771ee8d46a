import { useEffect } from 'preact/hooks';
import { Badge } from '../controls/badge.tsx';
import { Icon } from '../controls/icon.tsx';
import { bePerson } from '../frame/person-switch.tsx';
import { useLive } from '../live/live.ts';
import { go } from '../live/place.ts';
import { useStore } from '../live/store.ts';
import { goToStep, toggleTour, tour } from './tour-state.ts';
import { type TourStep, tourSteps } from './tour-steps.ts';

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
  const { isOpen, step } = useStore(tour, (held) => held);
  return isOpen ? <OpenTour at={step} /> : null;
}

function OpenTour({ at }: { readonly at: number }) {
  const step = tourSteps[at] ?? tourSteps[0];
  const done = useLive((held) => (step === undefined ? false : step.isDone(held)));
  const person = useLive(({ slices }) =>
    slices.cast.find(({ name }) => step?.who != null && name.startsWith(step.who)),
  );
  const isThem = useLive(({ slices }) => person === undefined || slices.me.slackId === person.slackId);
  useEffect(() => {
    if (step !== undefined && isThem) go(step.place);
  }, [at]);
  if (step === undefined) return null;
  const who = person?.name.split(' ')[0];
  return (
    <aside class="tour" aria-label="Tour">
      <header class="tour-head">
        <span class="tour-count">
          {at + 1} of {tourSteps.length}
        </span>
        <h2>{step.title}</h2>
        {done && <Badge tone="good">Done</Badge>}
        <button type="button" class="icon-button" aria-label="Close the tour" onClick={toggleTour}>
          <Icon name="cross" />
        </button>
      </header>
      <div aria-live="polite">
        <p>{step.text}</p>
        <p class="tour-where">
          <Icon name="eye" />
          <span>Look at: {step.where}</span>
        </p>
      </div>
      <div class="buttons">
        {!isThem && person !== undefined && (
          <button
            type="button"
            class="button button-primary"
            onClick={() => {
              bePerson(person.slackId);
              go(step.place);
            }}
          >
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
          onClick={() => goToStep(Math.max(0, at - 1))}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          class={done && isThem ? 'button button-primary' : 'button'}
          onClick={() => (at === tourSteps.length - 1 ? toggleTour() : goToStep(at + 1))}
        >
          {at === tourSteps.length - 1 ? 'End' : 'Next'}
        </button>
      </div>
    </aside>
  );
}
