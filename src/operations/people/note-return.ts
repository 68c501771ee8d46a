import type { SlackUserId } from '../../domain/ids.ts';
import { type GithubAccount, isGoneFromHere } from '../../domain/person.ts';
import { isToldAsGone, leavingId, returned, togetherSubject } from '../../domain/tokens/together.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { commitDecision } from '../commit-decision.ts';
import { accountOf, standingLinks } from './accounts.ts';
import { leavingsOf } from './leavings-of.ts';

/** As long as Slack waits until an event is taken. */
const timeoutMs = 2_000;
const linksAtOnce = 100;
const betweenLooksSeconds = 3_540;

/**
 * Somebody is said to be there in Slack. Where the reviewers were told that they were deactivated Slack is asked, since what it says may come late:
 * told as back, they would be told of no more. Slack says all day long that somebody is there, so for all others this is one read an organization.
 * Throws a Fault where Slack does not answer.
 */
export async function noteReturn(ports: Ports, slackId: SlackUserId): Promise<void> {
  const account = await accountOf(ports, slackId);
  if (account === null) return;
  for (const { id } of await ports.store.organizations()) {
    if (!isToldAsGone(await leavingsOf(ports, id, account))) continue;
    if (isGoneFromHere(await ports.directory.personAfresh(slackId, timeoutMs))) return;
    await recordReturn(ports, account);
  }
}

/** Slack has just said that they are there: a next time is told anew. */
export async function recordReturn(ports: Ports, account: GithubAccount): Promise<void> {
  for (const { id } of await ports.store.organizations()) {
    await commitDecision(ports, async () => ({
      change: returned(id, account, await leavingsOf(ports, id, account), ports.clock.now()),
    }));
  }
}

/** Finds those of whom no word came, once an hour, whoever says who they are. Throws a Fault where Slack does not answer. */
export async function noteReturns(ports: Ports): Promise<void> {
  await ports.pace.run('returns', async () => {
    const links = await standingLinks(ports);
    const breathe = breather(ports.clock);
    for (const { id } of await ports.store.organizations()) {
      const first = new Map(links.map((link) => [togetherSubject(id, leavingId(id, link, 1)), link.slackId]));
      const keys = [...first.keys()];
      for (let place = 0; place < keys.length; place += linksAtOnce) {
        await breathe();
        // Each has two lines: that they left, and that they are back.
        const told = await ports.store.entriesAbout(keys.slice(place, place + linksAtOnce), 2 * linksAtOnce);
        const left = new Set(told.flatMap(({ subject }) => first.get(subject) ?? []));
        for (const slackId of left) await noteReturn(ports, slackId);
      }
    }
    return betweenLooksSeconds;
  });
}
