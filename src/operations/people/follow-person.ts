import type { Write } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { sponsoredBy } from '../../domain/requests/machine-user.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from './accounts.ts';
import { followZone } from './follow-zone.ts';

/** What Slack tells of somebody who changed; null where it does not say. */
export type ToldBySlack = { readonly zone: string | null; readonly locale: string | null; readonly mayUse: boolean };

/**
 * Somebody changed in Slack: reminders that are not sent yet follow their zone, and their Home is published again. That a status was set,
 * which Slack tells all day long, is neither.
 */
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
  if (home === null || !home.isPublished) return;
  const { zone, locale } = told;
  if (told.mayUse && (zone ?? home.zone) === home.zone && (locale ?? home.locale) === home.locale) return;
  const row = { ...home, version: home.version + 1, zone: zone ?? home.zone, locale: locale ?? home.locale };
  const effects = [{ kind: 'publish_home', slackId }] as const;
  const done = await ports.store.commit(
    { writes: [{ table: 'homes', was: home.version, row }], entries: [], effects },
    now,
  );
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
