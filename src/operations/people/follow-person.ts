import type { Write } from '../../domain/change.ts';
import { followedHome, type ToldBySlack } from '../../domain/homes/app-home.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { sponsoredBy } from '../../domain/requests/machine-user.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from './accounts.ts';
import { followZone } from './follow-zone.ts';

/** Somebody changed in Slack: reminders that are not sent yet follow their zone, and so does their Home (`followedHome`). */
export async function followPerson(ports: Ports, slackId: SlackUserId, told: ToldBySlack): Promise<void> {
  ports.directory.forget(slackId);
  const now = ports.clock.now();
  if (told.zone !== null) {
    for (const writes of await movedNotices(ports, slackId, told.zone)) {
      // Whoever was faster has sent it, or planned it anew in the zone of now.
      await ports.store.commit({ writes, entries: [], effects: [] }, now);
    }
  }
  const home = await ports.store.home(slackId);
  const row = followedHome(home, told);
  if (row === null) return;
  const effects = [{ kind: 'publish_home', slackId }] as const;
  const writes = [{ table: 'homes', was: home?.version ?? null, row }] as const;
  const done = await ports.store.commit({ writes, entries: [], effects }, now);
  if (done === 'stale') await ports.store.commit({ writes: [], entries: [], effects }, now);
  ports.wake.outbox();
}

/** Those of one token together. */
async function movedNotices(ports: Ports, slackId: SlackUserId, zone: string): Promise<readonly (readonly Write[])[]> {
  const { store, policy } = ports;
  const machines = await Promise.all(sponsoredBy(slackId, policy()).map((login) => store.machineUserByLogin(login)));
  const accounts = [await accountOf(ports, slackId), ...machines].filter((one) => one !== null);
  const moved: (readonly Write[])[] = [];
  for (const { githubId } of accounts) moved.push(...(await followZone(ports, githubId, async () => zone)));
  return moved;
}
