// Each write waits for the disk, and whoever clicked waits for each of them: what belongs together is one.
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, cardOf, reads } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona } = cast;

function kindsOf({ writes, effects }: Change): readonly string[] {
  return [...writes.map(({ table }) => table), ...effects.map(({ kind }) => kind)].toSorted();
}

async function watchedWorld() {
  const changes: Change[] = [];
  const world = await startWorld({
    decorateStore: (store) => ({
      ...store,
      commit: (change, now) => {
        changes.push(change);
        return store.commit(change, now);
      },
    }),
  });
  /** What was written with the row of this table first, and what was written alone. */
  const written = (): { readonly withRequest: readonly string[][]; readonly alone: readonly string[][] } => {
    const kinds = changes.splice(0).map((change) => [...kindsOf(change)]);
    const isAlone = (one: readonly string[]): boolean => one.length === 1 && ['hints', 'redraw'].includes(one[0] ?? '');
    return { withRequest: kinds.filter((one) => one.includes('token_requests')), alone: kinds.filter(isAlone) };
  };
  return { world, written };
}

it('writes an approval, the redraw of its card and where to look next at once', async () => {
  const { world, written } = await watchedWorld();
  await askForToken(world, mona.slackId);
  expect(written().withRequest).toEqual([['drafts', 'hints', 'post', 'post', 'token_requests']]);
  await approve(world);
  const { withRequest, alone } = written();
  expect(withRequest).toEqual([['hints', 'post', 'redraw', 'token_requests']]);
  // That the hint was handled is one more write.
  expect(alone).toEqual([['hints']]);
  expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
});
