import type { Hint } from '../../domain/change.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';

/** What a webhook told: where to look, and for display; neither its event name nor its delivery id is signed. */
export type ToldByWebhook = { readonly key: string; readonly told: Hint['told'] };

/**
 * Leaves a Hint of what is to be looked at; the timetable looks every other second, so that what comes together is looked at, and told,
 * together. A delivery that is known already stays as it is: one that was handled is not handled twice.
 */
export async function leaveHint(
  ports: Pick<Ports, 'store' | 'clock' | 'ids'>,
  organizationLogin: string,
  { key, told }: ToldByWebhook,
): Promise<void> {
  const at = ports.clock.now();
  const row: Hint = { id: ports.ids.next(), version: 1, organizationLogin, key, told, receivedAt: at, handledAt: null };
  // `stale` means that this delivery is known already.
  await ports.store.commit({ writes: [{ table: 'hints', was: null, row }], entries: [], effects: [] }, at);
}

/** After a click: a token of theirs may wait for what was just decided or asked. Somebody waits for it, so it is looked at right away. */
export async function leaveHintOfClick(
  ports: Pick<Ports, 'store' | 'clock' | 'ids' | 'wake'>,
  organizationLogin: string,
  { login }: GithubAccount,
): Promise<void> {
  const told = { event: 'click', act: '', patRequestId: null, tokenId: null, by: null, holder: login };
  await leaveHint(ports, organizationLogin, { key: `click:${ports.ids.next()}`, told });
  ports.wake.reconcile();
}
