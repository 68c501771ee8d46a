import { noChange, type Write } from '../../domain/change.ts';
import { arePlannedBy, isPlannedOtherwise, notePlannedBy, replanNotices } from '../../domain/notices/replan-notices.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { type ActiveToken, isLiving } from '../../domain/tokens/token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { findHolder, zoneOf } from '../people/find-holder.ts';

/** Tokens whose notices are written by one commit: nobody else writes meanwhile, some milliseconds. */
const atOnce = 50;

/**
 * Where the policy reminds on other days than those by which the tokens' reminders are planned, they are planned anew, be it changed while we
 * ran or before a start. Done again from its beginning after a crash: what is planned right already is left alone. The organization's row
 * says so last, and while it does nothing is read.
 */
export async function followReminders(ports: Ports, governed: GovernedOrganization): Promise<void> {
  const { reminderDays } = governed.policy;
  if (arePlannedBy(governed.organization, reminderDays)) return;
  try {
    await replanAll(ports, governed);
  } catch (error) {
    // Slack, asked for a holder's zone: the lists are read all the same, and the next pass goes on.
    if (!(error instanceof Fault) || error.where !== 'slack') throw error;
    ports.log.warn('reminders could not be planned anew yet', {
      organization: governed.policy.login,
      why: error.message,
    });
  }
}

async function replanAll(ports: Ports, governed: GovernedOrganization): Promise<void> {
  const { id } = governed.organization;
  const { reminderDays } = governed.policy;
  for await (const page of ports.store.livingActiveTokens(id)) {
    for (let from = 0; from < page.length; from += atOnce) {
      await replan(ports, page.slice(from, from + atOnce), reminderDays);
    }
  }
  await commitWrites(ports, async () => {
    const row = await ports.store.organizationById(id);
    return row === null ? [] : notePlannedBy(row, reminderDays);
  });
}

async function replan(ports: Ports, read: readonly ActiveToken[], reminderDays: readonly number[]): Promise<void> {
  const breathe = breather(ports.clock);
  let isFirst = true;
  await commitWrites(ports, async () => {
    const writes: Write[] = [];
    for (const before of read) {
      const pause = breathe();
      if (pause !== null) await pause;
      const token = isFirst ? before : await ports.store.activeToken(before.id);
      if (token === null || !isLiving(token)) continue;
      const known = await ports.store.noticesOf(token.id);
      if (!isPlannedOtherwise(token, known, { reminderDays })) continue;
      const zone = await zoneOf(ports, await findHolder(ports, token.holder));
      writes.push(...replanNotices(token, known, { zone, reminderDays, from: ports.clock.now() }));
    }
    isFirst = false;
    return writes;
  });
}

/** Where somebody else was faster with one of the rows, all are read again. */
async function commitWrites(ports: Ports, writesOf: () => Promise<readonly Write[]>): Promise<void> {
  const done = await commitDecision(ports, async () => {
    const writes = await writesOf();
    return { change: writes.length === 0 ? noChange : { ...noChange, writes } };
  });
  if (isRefusal(done)) throw new Fault('store', 'busy', { isRetryable: true });
}
