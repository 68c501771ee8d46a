import type { Hint } from '../../domain/change.ts';
import type { Ports } from '../../ports/ports.ts';

/** What a webhook told; for display only, since neither its event name nor its delivery id is signed. */
export type ToldByWebhook = { readonly key: string; readonly told: Hint['told'] };

const clickPrefix = 'click:';

/** Whether a Hint's key is that of a click, rather than of a webhook. */
export function isClick(key: string): boolean {
  return key.startsWith(clickPrefix);
}

/**
 * Leaves a Hint that the organization needs a pass and hurries the reconciler. A delivery that came before and was not handled
 * yet stays as it is; one that was handled is not handled twice.
 */
export async function leaveHint(
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'wake'>,
  organizationLogin: string,
  webhook: ToldByWebhook | null = null,
): Promise<void> {
  const at = ports.clock.now();
  const id = ports.ids.next();
  const row: Hint = {
    id,
    version: 1,
    organizationLogin,
    key: webhook?.key ?? `${clickPrefix}${id}`,
    told: webhook?.told ?? null,
    receivedAt: at,
    handledAt: null,
  };
  // `stale` means that this delivery is known already.
  await ports.store.commit({ writes: [{ table: 'hints', was: null, row }], entries: [], effects: [] }, at);
  ports.wake.reconcile();
}
