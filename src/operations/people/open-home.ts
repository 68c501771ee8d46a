import type { Change } from '../../domain/change.ts';
import { opened } from '../../domain/homes/app-home.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Ports } from '../../ports/ports.ts';

/** Somebody looks at their Home: it is published now, and from the first time on with whatever changes. */
export async function openHome({ store, clock, wake }: Ports, slackId: SlackUserId): Promise<void> {
  const at = clock.now();
  const known = await store.home(slackId);
  const row = opened(known, slackId, at);
  const change: Change = {
    writes: [{ table: 'homes', was: known?.version ?? null, row }],
    entries: [],
    effects: [{ kind: 'publish_home', slackId }],
  };
  // Where it was opened or published at the same moment, the row is there already.
  if ((await store.commit(change, at)) === 'stale') await store.commit({ ...change, writes: [] }, at);
  wake.outbox();
}
