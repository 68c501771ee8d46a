import type { SandboxAct } from '@countersign/sandbox-stage/acts';
import { useState } from 'preact/hooks';
import { Icon } from '../controls/icon.tsx';
import { performOrSay } from '../live/act.ts';
import { useClock } from '../live/clock.ts';
import { useLive } from '../live/live.ts';
import { useZone } from '../live/reader.ts';
import { showInstant } from '../live/show-instant.ts';

type By = Extract<SandboxAct, { kind: 'sandbox.move_clock' }>['by'];

function Now() {
  const zone = useZone();
  const now = useClock();
  return (
    <span class="clock-now">
      <Icon name="clock" />
      <time dateTime={new Date(now).toISOString()} title={zone}>
        {showInstant(now, zone)}
      </time>
    </span>
  );
}

/** The time of all that is here, and the ways to move it. */
export function ClockBar() {
  const next = useLive(({ slices }) => slices.nextNotice);
  const zone = useZone();
  const [busy, setBusy] = useState<By | null>(null);
  const move = async (by: By): Promise<void> => {
    if (busy !== null) return;
    setBusy(by);
    await performOrSay({ kind: 'sandbox.move_clock', by });
    setBusy(null);
  };
  const about = next === null ? 'No reminder is planned yet' : `${next.tokenName}: ${showInstant(next.at, zone)}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no form, and nothing to set apart by a border
    <div class="clock" role="group" aria-label="Clock" data-tour="clock">
      <Now />
      <button type="button" class="button" aria-busy={busy === 'hour'} onClick={() => move('hour')}>
        +1 hour
      </button>
      <button type="button" class="button" aria-busy={busy === 'day'} onClick={() => move('day')}>
        +1 day
      </button>
      <button
        type="button"
        class="button"
        aria-busy={busy === 'next_notice'}
        aria-disabled={next === null}
        aria-label="Next reminder"
        aria-describedby="next-notice"
        title={about}
        onClick={() => move('next_notice')}
      >
        {busy === 'next_notice' && <span class="spinner" aria-hidden="true" />}
        <span class="clock-next">
          <span class="wide-only">Next </span>reminder
        </span>
      </button>
      <span class="unseen" id="next-notice">
        {about}
      </span>
    </div>
  );
}
