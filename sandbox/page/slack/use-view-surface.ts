import type { View } from '@countersign/sandbox-stage/protocol';
import { useState } from 'preact/hooks';
import { groupsOf } from '../blocks/choices-of.ts';
import type { Surface } from '../blocks/surface.ts';
import { perform, performOrSay } from '../live/act.ts';
import { useStore } from '../live/store.ts';
import { enter, enteredIn, entries } from './entered.ts';

/** What the controls of a modal or of Home do. */
export function useViewSurface(view: View): Surface {
  const [busy, setBusy] = useState<string | null>(null);
  const entered = useStore(entries, () => enteredIn(view.id));
  return {
    kind: view.type,
    prefix: view.id,
    busy,
    errors: view.errors,
    entered: (blockId, actionId) => entered[blockId]?.[actionId],
    enter: (blockId, actionId, value) => enter(view.id, blockId, actionId, value),
    held: (blockId, actionId) => view.values[blockId]?.[actionId],
    click: async (blockId, actionId, value) => {
      setBusy(`${blockId}/${actionId}`);
      await performOrSay({
        kind: 'slack.click_view',
        ...{ view: view.id, blockId, actionId, value, entered: enteredIn(view.id) },
      });
      setBusy(null);
    },
    suggest: async (blockId, actionId, typed) => {
      const answer = await perform({
        kind: 'slack.suggest',
        ...{ view: view.id, blockId, actionId, typed, entered: enteredIn(view.id) },
      });
      if (answer.outcome === 'options') {
        return { state: 'ready', groups: groupsOf(answer.options, answer.groups) };
      }
      return { state: 'failed', why: answer.outcome === 'refused' ? answer.why : 'No options came' };
    },
  };
}
