import type { Log } from '../ports/log.ts';
import type { OddItem } from './answers.ts';

/** As many are remembered as said; one that stands in a list for a week is one line, and not twenty thousand. */
const mostKnown = 1_000;

/** Names items of GitHub's lists that can't be read in the log, each once: by list, ids and field, never by a value. */
export function createOddItems(
  log: Pick<Log, 'warn'> = { warn: () => undefined },
): (organization: string, list: string, odd: readonly OddItem[]) => void {
  const known = new Set<string>();
  return (organization, list, odd) => {
    for (const { id, tokenId, field } of odd) {
      const key = `${organization} ${list} ${id} ${tokenId} ${field}`;
      if (known.has(key)) continue;
      if (known.size >= mostKnown) known.clear();
      known.add(key);
      log.warn('an item of a list of GitHub’s could not be read and is left out; the others go on', {
        organization,
        list,
        id,
        tokenId,
        field,
      });
    }
  };
}
