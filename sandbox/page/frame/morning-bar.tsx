import { useLive } from '../live/live.ts';

/** Says that the last days are being played, and that nobody can act until they are. */
export function MorningBar() {
  const { state, trouble } = useLive(({ slices }) => slices.morning);
  if (trouble !== null) {
    return (
      <p class="line-lost" role="alert">
        The morning broke off: {trouble}. You can go on from here, or reset the sandbox under Faults.
      </p>
    );
  }
  return state === 'playing' ? (
    <p class="morning" role="status">
      <span class="spinner" aria-hidden="true" />
      Countersign is working through the last days in acme: tokens, requests, approvals. You can act in a few seconds.
    </p>
  ) : null;
}
