import type { Hint } from '../../domain/change.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';

/** What waits of somebody's tokens may wait for what was just decided or asked. */
export function clickAbout({ login }: GithubAccount): Pick<ToldByWebhook, 'told'> {
  return { told: { event: 'click', act: '', patRequestId: null, tokenId: null, by: null, holder: login } };
}

/** What a webhook told; for display only, since neither its event name nor its delivery id is signed. */
export type ToldByWebhook = { readonly key: string; readonly told: Hint['told'] };

/**
 * Leaves a Hint of what is to be looked at and hurries whoever looks. A delivery that came before and was not handled yet stays as it is;
 * one that was handled is not handled twice.
 */
export async function leaveHint(
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'wake'>,
  organizationLogin: string,
  { key, told }: Partial<Pick<ToldByWebhook, 'key'>> & Pick<ToldByWebhook, 'told'>,
): Promise<void> {
  const at = ports.clock.now();
  const id = ports.ids.next();
  const row: Hint = {
    id,
    version: 1,
    organizationLogin,
    key: key ?? `click:${id}`,
    told,
    receivedAt: at,
    handledAt: null,
  };
  // `stale` means that this delivery is known already.
  await ports.store.commit({ writes: [{ table: 'hints', was: null, row }], entries: [], effects: [] }, at);
  ports.wake.reconcile();
}
