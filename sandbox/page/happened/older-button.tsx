import { useState } from 'preact/hooks';
import { fetchOlder } from '../live/older.ts';

/** Fetches what came before the oldest row that is here. */
export function OlderButton({
  list,
  oldest,
}: {
  readonly list: 'entries' | 'effects' | 'webhooks';
  readonly oldest: string | undefined;
}) {
  const [isBusy, setBusy] = useState(false);
  if (oldest === undefined) return null;
  const fetchMore = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    await fetchOlder(list, oldest, null).catch(() => false);
    setBusy(false);
  };
  return (
    <button type="button" class="button older" aria-busy={isBusy} onClick={fetchMore}>
      {isBusy && <span class="spinner" aria-hidden="true" />}
      Show older
    </button>
  );
}
