import type { OlderAnswer } from '@countersign/sandbox-stage/acts';
import type { Lists } from '@countersign/sandbox-stage/protocol';
import { live } from './live.ts';
import { liveWithOlder } from './live-state.ts';
import { session } from './session.ts';

type Name = 'messages' | 'entries' | 'effects' | 'webhooks';

/** Fetches rows from before `before`; `beforeShown` runs when they are about to be drawn. False when there are none before them. */
export async function fetchOlder(
  list: Name,
  before: string,
  conversation: string | null,
  beforeShown: () => void = () => {},
): Promise<boolean> {
  const { as } = session.read();
  const query = new URLSearchParams({
    as,
    list,
    before,
    limit: '100',
    ...(conversation === null ? {} : { conversation }),
  });
  const response = await fetch(`/older?${query}`);
  if (!response.ok) return false;
  const { rows, hasOlder } = (await response.json()) as OlderAnswer<Name>;
  beforeShown();
  live.change((held) =>
    held === null || session.read().as !== as ? held : liveWithOlder(held, list, rows as Lists[Name]),
  );
  return hasOlder;
}
