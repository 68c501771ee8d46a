import { bePerson } from '../frame/person-switch.tsx';
import { live } from '../live/live.ts';
import type { Live } from '../live/live-state.ts';
import { go } from '../live/place.ts';
import { wasNamed } from '../live/session.ts';
import { tour } from './tour-state.ts';
import { morningStep, type TourStep, tourSteps } from './tour-steps.ts';

/** With the morning first, where there is one to see. */
export function stepsFor({ slices }: Live): readonly TourStep[] {
  return slices.morning.state === 'none' ? tourSteps : [morningStep, ...tourSteps];
}

/** Whoever of the cast the step is for; undefined where it doesn't matter. */
export function personFor({ slices }: Live, { who }: TourStep): Live['slices']['cast'][number] | undefined {
  return who === null ? undefined : slices.cast.find(({ name }) => name.startsWith(who));
}

/** Goes to the step, as whoever it is for: the window becomes that person by itself, and the card says so. */
export function beginStep(at: number): void {
  const held = live.read();
  if (held === null) return;
  const steps = stepsFor(held);
  const step = steps[at] ?? steps[0];
  if (step === undefined) return;
  const person = personFor(held, step);
  const isAnother = person !== undefined && held.slices.me.slackId !== person.slackId;
  tour.write({ isOpen: true, step: steps.indexOf(step), became: isAnother ? person.name : null });
  if (isAnother) bePerson(person.slackId);
  go(step.place);
}

let isFirst = true;

/** Once, as the page comes: an address that names nobody leaves it to the tour who this window is. */
export function beginWithAddress(): void {
  if (isFirst && !wasNamed) beginStep(tour.read().step);
  isFirst = false;
}
