import type { Change, Hint } from '../../domain/change.ts';
import type { TokenId } from '../../domain/ids.ts';
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
  webhook: ToldByWebhook,
): Promise<void> {
  // `stale` means that this delivery is known already.
  await ports.store.commit(hintOf(ports, organizationLogin, webhook), ports.clock.now());
}

/**
 * After a click: a token of theirs may wait for what was just decided or asked. It is committed with that, so that it costs no second write;
 * somebody waits for it, so whoever commits it wakes `reconcile` then.
 */
export function hintOfClick(
  ports: Pick<Ports, 'clock' | 'ids'>,
  organizationLogin: string,
  { login }: GithubAccount,
): Change {
  const told = { event: 'click', act: '', patRequestId: null, tokenId: null, by: null, holder: login };
  return hintOf(ports, organizationLogin, { key: `click:${ports.ids.next()}`, told });
}

/** A token is gone: its holder may have left. Committed with what was seen, so that no outage loses it. */
export function hintOfLoss(
  ports: Pick<Ports, 'clock' | 'ids'>,
  organizationLogin: string,
  { login, githubId }: GithubAccount,
  lostTokenId: TokenId,
): Change {
  const told = { event: 'lost', act: '', patRequestId: null, tokenId: null, by: null };
  return hintOf(ports, organizationLogin, {
    key: `lost:${ports.ids.next()}`,
    told: { ...told, holder: login, holderId: githubId, lostTokenId },
  });
}

function hintOf(
  { clock, ids }: Pick<Ports, 'clock' | 'ids'>,
  organizationLogin: string,
  { key, told }: ToldByWebhook,
): Change {
  const row: Hint = {
    id: ids.next(),
    version: 1,
    organizationLogin,
    key,
    told,
    receivedAt: clock.now(),
    handledAt: null,
  };
  return { writes: [{ table: 'hints', was: null, row }], entries: [], effects: [] };
}
