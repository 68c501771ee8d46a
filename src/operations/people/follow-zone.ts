// Reminders that are planned and not sent yet, in the hours of whoever reads them by now.
import type { Write } from '../../domain/change.ts';
import type { GithubUserId, SlackUserId } from '../../domain/ids.ts';
import { moveNotices } from '../../domain/notices/move-notices.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { zoneOf } from './find-holder.ts';

/** Those of an account's tokens, those of one token together. The zone is asked for only where something is planned. */
export async function followZone(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  account: GithubUserId,
  zone: () => Promise<string>,
): Promise<readonly (readonly Write[])[]> {
  const breathe = breather(clock);
  const moved: (readonly Write[])[] = [];
  for (const { id } of await store.activeTokensOf(account)) {
    const pause = breathe();
    if (pause !== null) await pause;
    const planned = (await store.noticesOf(id)).filter(({ status }) => status === 'planned');
    if (planned.length > 0) moved.push(moveNotices(planned, await zone(), clock.now()));
  }
  return moved.filter(({ length }) => length > 0);
}

/**
 * Those of an account that was nobody's, whose mornings were planned in UTC: written with its link, for no later look would find them. GitHub
 * lets nobody have more than 50 tokens. Throws a Fault of an outage: moved to a wrong zone, they would stay there.
 */
export async function followHolder(
  ports: Ports,
  account: GithubUserId,
  slackId: SlackUserId,
): Promise<readonly Write[]> {
  return (await followZone(ports, account, () => zoneOf(ports, slackId))).flat();
}
