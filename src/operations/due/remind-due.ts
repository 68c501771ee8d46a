import { together } from '../../domain/change.ts';
import type { Instant, OrganizationId } from '../../domain/ids.ts';
import { aheadOfDigest, morningOf } from '../../domain/notices/channel-digest.ts';
import type { DueNotice } from '../../domain/notices/due-notice.ts';
import { type Addressed, type ToldPerson, tellChannel, tellPeople } from '../../domain/notices/tell-ends.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { commitOnce } from '../commit-decision.ts';
import { sideBySide } from '../side-by-side.ts';
import { addressedOf, type FindReached, reachOnce } from './address-notices.ts';

/** So many notices at most are claimed by one commit: nobody else writes meanwhile, some milliseconds. */
const mostClaimed = 1_000;

/**
 * Several holders' messages in one commit. Where somebody was faster with one of them, or one of them is a bug, each holder's are committed by
 * themselves: nobody goes unwarned for another one's row. Answers the bugs.
 */
async function commitTogether(ports: Ports, all: readonly ToldPerson[], now: Instant): Promise<readonly unknown[]> {
  const bugs: unknown[] = [];
  for (const group of groupsOf(all)) {
    if (await isDoneTogether(ports, group, now)) continue;
    await sideBySide(
      [...Map.groupBy(group, ({ person }) => person)].map(([key, theirs]) => ({
        key,
        mayBeBeside: true,
        work: async () => {
          try {
            for (const { change } of theirs) await commitOnce(ports, change, now);
          } catch (error) {
            if (error instanceof Fault) throw error;
            bugs.push(error);
          }
        },
      })),
    );
  }
  return bugs;
}

async function isDoneTogether(ports: Ports, group: readonly ToldPerson[], now: Instant): Promise<boolean> {
  try {
    return await commitOnce(ports, together(...group.map(({ change }) => change)), now);
  } catch (error) {
    if (error instanceof Fault) throw error;
    return false;
  }
}

/** In their order, each as large as one commit may be. */
function* groupsOf(all: readonly ToldPerson[]): Iterable<readonly ToldPerson[]> {
  let group: ToldPerson[] = [];
  let claimed = 0;
  for (const one of all) {
    const { length } = one.change.writes;
    if (group.length > 0 && claimed + length > mostClaimed) {
      yield group;
      group = [];
      claimed = 0;
    }
    group.push(one);
    claimed += length;
  }
  if (group.length > 0) yield group;
}

/**
 * Sends what is due: all of one holder's notices in one message, claimed in one commit, so that neither a second tick nor a crash
 * sends one twice. After downtime only the latest useful one of a token is sent. Due rows decide, not the clock's tick.
 */
export async function remindDue(ports: Ports): Promise<void> {
  if (!ports.time.isSure()) return;
  const now = ports.clock.now();
  const reach = reachOnce(ports);
  const due = await addressedOf(ports, await ports.store.dueNotices(now), reach);
  const bugs = await commitTogether(ports, tellPeople(due, now), now);
  await remindUnlinked(ports, due, reach, now);
  if (bugs.length > 0) throw bugs[0];
}

/** Those who aren't linked are told of by one message a day, which also says what falls due before the next one. */
async function remindUnlinked(
  ports: Ports,
  due: readonly Addressed[],
  reach: FindReached,
  now: Instant,
): Promise<void> {
  if (now < morningOf(now)) return;
  const ahead = await addressedOf(ports, await aheadOf(ports, now, reach), reach);
  const unlinked = [...due, ...ahead].filter(({ slackId }) => slackId === null);
  for (const [id, group] of Map.groupBy(unlinked, ({ notice }) => notice.organizationId)) {
    const notices = group.map(({ notice }) => notice);
    await digest(ports, id, notices, now);
  }
}

/**
 * What falls due ahead, of holders who can't be reached. Most can, and there may
 * be thousands of notices while this is asked each minute: so it is asked first whose they are.
 */
async function aheadOf({ store, clock }: Ports, now: Instant, reach: FindReached): Promise<readonly DueNotice[]> {
  const ahead = aheadOfDigest(await store.organizations(), now);
  const breathe = breather(clock);
  const unreached: Pick<DueNotice, 'organizationId' | 'holder'>[] = [];
  for (const whose of await store.holdersAhead(ahead)) {
    await breathe();
    if ((await reach(whose)).reached === null) unreached.push(whose);
  }
  if (unreached.length === 0) return [];
  const found = await store.noticesAhead(
    ahead,
    unreached.map(({ holder }) => holder),
  );
  const isUnreached = new Set(unreached.map(nameOf));
  return found.filter((notice) => isUnreached.has(nameOf(notice)));
}

/** The same account may be reached in one organization, and have left another. */
function nameOf({ organizationId, holder }: Pick<DueNotice, 'organizationId' | 'holder'>): string {
  return `${organizationId}/${holder.githubId}/${holder.login}`;
}

async function digest(ports: Ports, id: OrganizationId, notices: readonly DueNotice[], now: Instant): Promise<void> {
  const organization = await ports.store.organizationById(id);
  if (organization === null) return;
  const { told, noted } = tellChannel(notices, organization, now);
  for (const change of [...told, noted]) await commitOnce(ports, change, now);
}
