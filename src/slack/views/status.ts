import type { Status } from '../../operations/ask/tell-status.ts';
import type { Wording } from '../../wording/wording.ts';
import { type Rendered, render } from './layout.ts';
import type { Part } from './part.ts';

/** `/pat status` */
export function statusMessage({ organizations, overdueSeconds }: Status, wording: Wording): Rendered {
  const parts: readonly Part[] = [
    { strong: wording.statusTitle },
    ...organizations.map(({ login, listedSecondsAgo, paused, isObserved, waiting }): Part => {
      const said = [
        ...(paused === null ? [] : [wording.pausedWhy(paused)]),
        wording.statusListed(listedSecondsAgo),
        ...(isObserved ? [wording.statusObserved] : []),
        ...(waiting === null ? [] : [wording.statusWaiting(waiting)]),
      ];
      return { fact: login, value: wording.sentences(said) };
    }),
    { note: wording.statusOverdue(overdueSeconds) },
  ];
  return render(parts, wording);
}
