import type { Lifetime } from '@countersign/sandbox-stage/acts';
import { useId } from 'preact/hooks';
import { useClock } from '../live/clock.ts';
import { dayOf, isOffered, offeredDays } from './scope-draft.ts';

const dayMs = 86_400_000;

/** When the token ends: some days, a day of the calendar, or never. */
export function LifetimeField({
  lifetime,
  onChange,
}: {
  readonly lifetime: Lifetime;
  readonly onChange: (lifetime: Lifetime) => void;
}) {
  const id = useId();
  const now = useClock(60_000);
  const chosen = lifetime.kind === 'never' ? 'never' : lifetime.kind === 'days' ? String(lifetime.days) : 'date';
  const days = lifetime.kind === 'days' && !isOffered(lifetime) ? [...offeredDays, lifetime.days] : offeredDays;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        Expiration
      </label>
      <div class="side-by-side">
        <select
          id={id}
          class="select"
          value={chosen}
          onChange={({ currentTarget: { value } }) => {
            if (value === 'never') onChange({ kind: 'never' });
            else if (value === 'date') onChange({ kind: 'date', date: dayOf(now + 30 * dayMs) });
            else onChange({ kind: 'days', days: Number(value) });
          }}
        >
          {days.map((count) => (
            <option key={count} value={String(count)}>
              {count} days ({dayOf(now + count * dayMs)})
            </option>
          ))}
          <option value="date">Custom date</option>
          <option value="never">No expiration</option>
        </select>
        {lifetime.kind === 'date' && (
          <input
            type="date"
            class="text-input"
            aria-label="Expires on"
            value={lifetime.date}
            min={dayOf(now)}
            onInput={({ currentTarget: { value } }) => {
              if (value !== '') onChange({ kind: 'date', date: value });
            }}
          />
        )}
      </div>
    </div>
  );
}
