import { trailLine } from '../../domain/record/trail-line.ts';
import { wholeTrail } from '../../domain/record/trail-question.ts';
import type { Ports } from '../../ports/ports.ts';

/** Before a receiver that took nothing is tried again. */
const waitSeconds = 60;

/**
 * Sends every entry that was not sent yet, in order. What was sent and could not be noted as sent goes again: at least once. Where the
 * receiver is away nothing is lost: the trail itself is the queue.
 */
export async function streamTrail({ trailStream, store, log, pace }: Ports): Promise<void> {
  if (trailStream === null) return;
  await pace.run(`stream the trail to ${trailStream.id}`, async () => {
    const after = await store.streamedTo(trailStream.id);
    for await (const entries of store.trail(wholeTrail, after)) {
      const [first, last] = [entries[0]?.seq ?? after, entries.at(-1)?.seq ?? after];
      const why = await trailStream.send(entries.map((entry) => trailLine(entry, 'jsonl')).join(''), { first, last });
      if (why !== null) {
        log.error('entries of the audit trail could not be sent on; they wait', { from: first, why });
        return waitSeconds;
      }
      await store.noteStreamed(trailStream.id, last);
    }
    return 0;
  });
}
